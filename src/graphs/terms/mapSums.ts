import type { Tensor } from '../graph.js'

/** What the positions of a map, or of a part of it, add up to. */
export interface Sums {
  /** How many positions, each by its mask. */
  readonly positions: number
  readonly values: Readonly<Record<string, Float64Array>>
}

/**
 * How a kind of term gets its values from sums over positions, so that a map can be read in parts: what each part adds up is computed
 * in a graph; parts are put together, in float64, outside of it.
 */
export interface MapSums {
  /** What a position counts by its mask [1, 1, H, W]; summed up, `positions`; [1]. */
  positions(mask: Tensor): Tensor
  /**
   * Sums over a map [1, C, H, W] under a mask. Those that are about a centre are about `centre` [1, C, 1, 1], and where that is not
   * given about the part's own.
   */
  of(map: Tensor, mask: Tensor, centre?: Tensor): Readonly<Record<string, Tensor>>
  /** What the sums of `of` are called. */
  readonly names: readonly string[]
  /** Whether any sum is about a centre. */
  readonly isCentred: boolean
  /** The sums of two parts together. */
  together(a: Sums, b: Sums): Sums
  /** The values that `read` gives for the whole map, in the order of the kind's targets. */
  values(sums: Sums): readonly Float64Array[]
  /** The shape of each value of a map with so many channels. */
  shape(channels: number): readonly number[]
  /** The cotangent of each sum of `of`, about the centre of the whole map, from those of the values. */
  cotangents(sums: Sums, ofValues: readonly Float64Array[]): Readonly<Record<string, Float64Array>>
  /** The centre of the whole map, [C]. */
  centre(sums: Sums): Float64Array
}

/** Adds up two parts where no sum is about a centre. */
export function addSums(a: Sums, b: Sums): Sums {
  return { positions: a.positions + b.positions, values: mapValues(a.values, (sum, name) => plus(sum, b.values[name])) }
}

/** Records by the same names. */
export function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]))
}

const plus = (a: Float64Array, b: Float64Array | undefined) => a.map((value, at) => value + (b?.[at] ?? 0))
