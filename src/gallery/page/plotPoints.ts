import type { LossCurve } from '../../jobs/lossCurve.js'

/** A point of the plot, in its own units. */
export interface PlotPoint {
  readonly x: number
  readonly y: number
}

/** The points of a curve that a logarithmic axis can show: those with a positive, finite loss. */
export function drawable(curve: LossCurve): LossCurve {
  return curve.filter(
    ({ loss, evaluations }) => loss > 0 && Number.isFinite(loss) && Number.isFinite(evaluations) && evaluations >= 0,
  )
}

/** Narrower than a line is thick. */
const COLUMN = 1.5

/**
 * Thins out a dense line and keeps its look: of the points that share a column, the highest, the lowest, the first and the
 * last stay. At most four points a column, whatever the number of points.
 */
export function thinned(points: readonly PlotPoint[]): readonly PlotPoint[] {
  return columns(points).flatMap(column => {
    const ys = column.map(({ y }) => y)
    const [top, bottom] = [ys.indexOf(least(ys)), ys.indexOf(greatest(ys))]
    const kept = new Set([0, top, bottom, column.length - 1])
    return column.filter((_, i) => kept.has(i))
  })
}

/** An SVG path through the points. A single point is a line of no length, which a round cap shows as a dot. */
export function pathThrough(points: readonly PlotPoint[]): string {
  const [first, ...rest] = points.map(({ x, y }) => `${tenths(x)} ${tenths(y)}`)
  if (first === undefined) return ''
  return `M${first}${rest.length > 0 ? rest.map(point => `L${point}`).join('') : 'h0'}`
}

/** A coordinate, rounded so that the page stays short and the same everywhere. */
export const tenths = (value: number): number => Math.round(value * 10) / 10

function columns(points: readonly PlotPoint[]): PlotPoint[][] {
  const all: PlotPoint[][] = []
  let current = Number.NaN
  for (const point of points) {
    const column = Math.floor(point.x / COLUMN)
    if (column !== current) all.push([])
    all.at(-1)?.push(point)
    current = column
  }
  return all
}

// Not Math.min(...values), which has no room on the stack for a hundred thousand of them.
export const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
export const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b))
