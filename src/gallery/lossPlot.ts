import type { LossCurve } from '../jobs/lossCurve.js'
import { html, type Markup } from './page/html.js'
import { lossText } from './page/numbers.js'
import {
  BELOW_AXIS,
  evaluationAxis,
  type Frame,
  linearShare,
  logShare,
  lossAxis,
  lossAxisRoom,
} from './page/plotAxes.js'
import { endTags, fitBeside, LEGEND_LINE, legend, strokeOf, TAG_LINE, tagRoom } from './page/plotLabels.js'
import { drawable, greatest, least, type PlotPoint, pathThrough, thinned } from './page/plotPoints.js'
import type { Range } from './page/plotTicks.js'

/** A curve and what to call it. */
export interface PlotSeries {
  readonly name: string
  readonly curve: LossCurve
}

/** What a plot shows beside its curves. */
export interface PlotOptions {
  /** What the curves are, for people who cannot see them. Default `Loss against evaluations`. */
  readonly label?: string
}

/** The plot's width in units of its view box: so few that text 12 units high can be read where the plot is 320 CSS pixels wide. */
const WIDTH = 360
const TOP = 24
const LEAST_HEIGHT = 170

/**
 * Loss curves as one inline SVG element, logarithmic in the loss and linear in evaluations, as wide as its container.
 * Dashes and a label at the end of each curve tell the curves apart. Its parts have classes for
 * colours: PLOT_STYLES are the gallery's, light and dark.
 *
 * Points that a logarithmic axis cannot show (loss 0, negative, NaN, infinite) are left out. The same series give the same
 * text.
 */
export function lossPlot(
  series: readonly PlotSeries[],
  { label = 'Loss against evaluations' }: PlotOptions = {},
): string {
  const shown = series.map(({ curve }) => drawable(curve))
  const points = shown.flat()
  const losses = lossRange(points.map(({ loss }) => loss))
  const evaluations = { from: 0, to: greatest([1, ...points.map(point => point.evaluations)]) }

  const names = series.map(({ name }, index) => ({ name, index, drawn: shown[index]?.length !== 0 }))
  const frame: Frame = {
    left: lossAxisRoom(losses),
    right: WIDTH - tagRoom(names),
    top: TOP,
    bottom: TOP + Math.max(LEAST_HEIGHT, TAG_LINE * series.length),
  }
  const lines = shown.map(curve =>
    curve.map(
      ({ evaluations: x, loss: y }): PlotPoint => ({
        x: frame.left + (frame.right - frame.left) * linearShare(x, evaluations),
        y: frame.bottom - (frame.bottom - frame.top) * logShare(y, losses),
      }),
    ),
  )
  const explained = fitBeside(names) ? [] : names
  const foot = frame.bottom + BELOW_AXIS

  const height = foot + explained.length * LEGEND_LINE
  const nothing = html`<text class="axis" x="${frame.left + 12}" y="60">no loss to draw</text>`

  const drawn = `${frame.left} ${frame.right} ${frame.top} ${frame.bottom} ${evaluations.to}`
  return html`<svg class="loss-plot" role="img" data-frame="${drawn}" viewBox="0 0 ${WIDTH} ${height}" font-size="12" aria-label="${spoken(label, series)}">
${points.length > 0 ? lossAxis(losses, frame) : nothing}
${evaluationAxis(evaluations, frame)}${lines.map(curvePath)}
${endTags(names, lines, frame)}${legend(explained, foot + LEGEND_LINE / 2)}</svg>`.text
}

/** Points of a curve that a reader can tell apart, by far. */
const MOST_POINTS = 400

/** The curves as JSON, `[{"name": …, "points": [[evaluations, loss], …]}, …]`, of long ones some points only. */
export function seriesJson(series: readonly PlotSeries[]): string {
  return JSON.stringify(
    series.map(({ name, curve }) => {
      const every = Math.ceil(curve.length / MOST_POINTS)
      const kept = drawable(curve).filter((_, i, all) => i % every === 0 || i === all.length - 1)
      return { name, points: kept.map(({ evaluations, loss }) => [evaluations, Number(loss.toPrecision(4))]) }
    }),
  )
}

function curvePath(line: readonly PlotPoint[], index: number): Markup {
  if (line.length === 0) return html``
  return html`<path ${strokeOf(index)} stroke-linejoin="round" stroke-linecap="round" d="${pathThrough(thinned(line))}"/>\n`
}

/** The losses with a little room around them, or a factor of two each way where they do not differ. */
function lossRange(losses: readonly number[]): Range {
  if (losses.length === 0) return { from: 1, to: 10 }
  const [low, high] = [least(losses), greatest(losses)]
  const factor = high / low < 1.0001 ? 2 : (high / low) ** 0.04
  return { from: low / factor, to: high * factor }
}

function spoken(label: string, series: readonly PlotSeries[]): string {
  const each = series.map(({ name, curve }) => `${name}: ${course(curve)}`)
  return `${label}. ${each.join('; ')}.`
}

function course(curve: LossCurve): string {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last) return 'no values'
  return `from ${lossText(first.loss)} to ${lossText(last.loss)} in ${last.evaluations} evaluations`
}
