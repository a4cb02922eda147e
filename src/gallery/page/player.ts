import type { Figure, Player } from '../galleryPage.js'
import { type PlotSeries, seriesJson } from '../lossPlot.js'
import { html, type Markup } from './html.js'

/** What a reader moves or presses under a figure's pictures. Hidden until the page's script makes it work. */
export function playerControls({ id, rows }: Figure, player: Player): Markup | undefined {
  const count = rows.flat().filter(cell => cell !== undefined).length
  if (player.kind === 'curves' || count < 2) return undefined
  const all = html`<button type="button" class="button all" aria-pressed="false">All side by side</button>`
  return html`<div class="play" hidden>
${player.kind === 'slider' ? sliderMarkup(`${id}-slider`, player.label, count) : undefined}<div class="buttons">
${player.kind === 'flicker' ? FLICKER : undefined}${all}
</div>
</div>
`
}

/** Begins in the middle, where there is something to see at both sides. */
function sliderMarkup(slider: string, label: string, count: number): Markup {
  return html`<label for="${slider}">${label}</label>
<input type="range" id="${slider}" min="0" max="${count - 1}" value="${Math.floor(count / 2)}" step="1">
`
}

const FLICKER = html`<button type="button" class="button flicker" aria-pressed="false">Flicker</button>
<button type="button" class="button other">Change once</button>
`

/** A line to move over a plot of loss curves, with what it says of each. */
export function curveReader(id: string, series: readonly PlotSeries[]): Markup {
  const most = Math.max(1, ...series.flatMap(({ curve }) => curve.map(({ evaluations }) => evaluations)))
  return html`<div class="play" data-curves="${seriesJson(series)}" hidden>
<label for="${id}-reader">Evaluations</label>
<input type="range" id="${id}-reader" min="1" max="${most}" value="${Math.ceil(most / 4)}" step="1">
<p class="reading" aria-live="polite"></p>
</div>
`
}
