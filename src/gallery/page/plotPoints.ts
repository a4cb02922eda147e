import type { LossCurve } from '../../jobs/lossCurve.js'

/** A place in the plot, in its own units. */
export interface Place {
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
 * Thins out a dense line and keeps its look: of the places that share a column, the highest, the lowest, the first and the
 * last stay. At most four places a column, whatever the number of points.
 */
export function thinned(places: readonly Place[]): readonly Place[] {
  return columns(places).flatMap(column => {
    const ys = column.map(({ y }) => y)
    const [top, bottom] = [ys.indexOf(least(ys)), ys.indexOf(greatest(ys))]
    const kept = new Set([0, top, bottom, column.length - 1])
    return column.filter((_, i) => kept.has(i))
  })
}

/** An SVG path through the places. A single place is a line of no length, which a round cap shows as a dot. */
export function pathThrough(places: readonly Place[]): string {
  const [first, ...rest] = places.map(({ x, y }) => `${tenths(x)} ${tenths(y)}`)
  if (first === undefined) return ''
  return `M${first}${rest.length > 0 ? rest.map(place => `L${place}`).join('') : 'h0'}`
}

/** A coordinate, rounded so that the page stays short and the same everywhere. */
export const tenths = (value: number): number => Math.round(value * 10) / 10

function columns(places: readonly Place[]): Place[][] {
  const all: Place[][] = []
  let current = Number.NaN
  for (const place of places) {
    const column = Math.floor(place.x / COLUMN)
    if (column !== current) all.push([])
    all.at(-1)?.push(place)
    current = column
  }
  return all
}

// Not Math.min(...values), which has no room on the stack for a hundred thousand of them.
export const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
export const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b))
