import type { Claim, Figure } from '../galleryPage.js'
import { html, type Markup } from './html.js'
import { picturesMarkup } from './pictures.js'
import { playerControls } from './player.js'
import { proseMarkup } from './prose.js'
import { plotMarkup, runsMarkup } from './runs.js'
import { madeShots } from './shots.js'
import { figureTable } from './tables.js'
import { VERDICTS } from './verdicts.js'

/** A figure with all that belongs to it; `number` counts from 1. */
export function figureSection(figure: Figure, number: number): Markup {
  const { id, title, text, claim, tables, player } = figure
  const made = madeShots(figure)
  const isPlotShown = player?.kind === 'curves'
  return html`<section class="part figure" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><a class="ordinal" href="#${id}">Figure ${number}</a> ${title}</h2>
${text.map(paragraph => html`<p class="text">${proseMarkup(paragraph)}</p>\n`)}
<div class="stage"${player && html` data-player="${player.kind}"`}>
${picturesMarkup(figure)}
${player && playerControls(figure, player)}${isPlotShown ? plotMarkup(figure, made, number, true) : undefined}</div>
${claim && claimMarkup(claim)}
${tables.length > 0 ? html`<div class="tables">${tables.map(table => figureTable(table, number))}</div>` : undefined}
${made.length > 0 ? runsMarkup(figure, made, number, isPlotShown) : undefined}
</section>
`
}

function claimMarkup({ says, rule, verdict, because }: Claim): Markup {
  return html`<dl class="claim">
<div><dt>It is said</dt><dd>${says}</dd></div>
<div><dt>Supported if</dt><dd>${rule}</dd></div>
<div><dt>Verdict</dt><dd><strong class="verdict ${verdict}">${VERDICTS[verdict]}.</strong> ${proseMarkup(because)}</dd></div>
</dl>`
}
