import type { Figure } from '../galleryPage.js'
import { lossPlot, type PlotSeries } from '../lossPlot.js'
import { commandMarkup, copyButton } from './command.js'
import { html, type Markup, markup } from './html.js'
import { curveReader } from './player.js'
import type { MadeShot } from './shots.js'
import { runsTable } from './tables.js'

/** How a figure's pictures were made: settings, runs, commands. Folded, because the pictures speak without it. */
export function runsMarkup(figure: Figure, made: readonly MadeShot[], number: number, isPlotShown: boolean): Markup {
  const summary = made.length === 1 ? 'How this picture was made' : 'How these pictures were made'
  return html`<details class="runs">
<summary>${summary}</summary>
${figure.settings.length > 0 ? settingsMarkup(figure.settings) : undefined}
${runsTable(made, number)}
${isPlotShown ? undefined : plotMarkup(figure, made, number, false)}
<dl class="commands">
${made.map(shot => commandOf(shot, number))}</dl>
</details>`
}

/**
 * The loss curves of a figure, a plot for each loss that at least two of its runs lower: others cannot be compared, and one curve
 * alone says nothing that its numbers do not.
 *
 * @param isRead whether a reader can read values off
 */
export function plotMarkup({ id }: Figure, made: readonly MadeShot[], number: number, isRead: boolean): Markup {
  return html`${comparable(made).map((shots, i) => {
    const series = shots.map(({ name, made }): PlotSeries => ({ name, curve: made.curve }))
    const plot = lossPlot(series, { label: `Loss against evaluations, figure ${number}` })
    return html`<figure class="plot">
<figcaption>How the loss fell. The scale is logarithmic: equal steps up multiply the loss by equal factors.</figcaption>
${markup(plot)}
${isRead ? curveReader(`${id}-${i + 1}`, series) : undefined}</figure>
`
  })}`
}

/** The runs that lower the same loss, where there are two or more. */
export function comparable(made: readonly MadeShot[]): readonly (readonly MadeShot[])[] {
  const objectives = [...new Set(made.map(({ made }) => made.objective))]
  return objectives
    .map(objective => made.filter(({ made }) => made.objective === objective))
    .filter(({ length }) => length > 1)
}

function settingsMarkup(settings: Figure['settings']): Markup {
  return html`<dl class="settings">
${settings.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

function commandOf({ name, made, commandId }: MadeShot, number: number): Markup {
  return html`<dt>${name}</dt>
<dd>${commandMarkup(made.command, commandId)}
${copyButton(commandId, `${name}, figure ${number}`)}</dd>
`
}
