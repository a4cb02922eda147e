import type { Claim, Figure } from '../galleryPage.js'
import { lossPlot, type PlotSeries } from '../lossPlot.js'
import { commandMarkup } from './command.js'
import { html, type Markup, markup } from './html.js'
import { picturesMarkup } from './pictures.js'
import { proseMarkup } from './prose.js'
import { type MadeShot, madeShots } from './shots.js'
import { figureTable, runsTable } from './tables.js'

/** The verdicts in words. */
export const VERDICTS: Readonly<Record<Claim['verdict'], string>> = {
  supported: 'Supported',
  contradicted: 'Contradicted',
  open: 'Open',
}

/** A figure with all that belongs to it; `number` counts from 1. */
export function figureSection(figure: Figure, number: number): Markup {
  const { id, title, text, settings, claim, tables } = figure
  const made = madeShots(figure)
  return html`<section class="figure" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><a class="ordinal" href="#${id}">Figure ${number}</a> ${title}</h2>
<p class="text">${text}</p>
${picturesMarkup(figure, number)}
${settings.length > 0 ? settingsMarkup(settings) : undefined}
${claim && claimMarkup(claim)}
${made.length > 0 ? runsMarkup(made, number) : undefined}
${tables.length > 0 ? html`<div class="tables">${tables.map(figureTable)}</div>` : undefined}
${made.length > 0 ? commandsMarkup(made) : undefined}
</section>
`
}

function settingsMarkup(settings: Figure['settings']): Markup {
  return html`<dl class="settings">
${settings.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

function claimMarkup({ says, verdict, because }: Claim): Markup {
  return html`<dl class="claim">
<div><dt>Claim</dt><dd>${says}</dd></div>
<div><dt>Verdict</dt><dd><strong class="verdict ${verdict}">${VERDICTS[verdict]}.</strong> ${proseMarkup(because)}</dd></div>
</dl>`
}

function runsMarkup(shots: readonly MadeShot[], number: number): Markup {
  const series = shots.map(({ name, made }): PlotSeries => ({ name, curve: made.curve }))
  const plot = lossPlot(series, { label: `Loss against evaluations, figure ${number}` })
  return html`<div class="runs">
<figure class="plot">
<figcaption>Loss against evaluations</figcaption>
${markup(plot)}
</figure>
${runsTable(shots)}</div>`
}

function commandsMarkup(shots: readonly MadeShot[]): Markup {
  const summary = shots.length === 1 ? 'The command that makes this picture' : 'The commands that make these pictures'
  return html`<details class="commands">
<summary>${summary}</summary>
<dl>
${shots.map(
  ({ name, made, commandId }) => html`<dt>${name}</dt>
<dd>${commandMarkup(made.command, commandId)}</dd>
`,
)}</dl>
</details>`
}
