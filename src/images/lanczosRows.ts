/** How edges are treated. */
export interface ResizeManner {
  /** Whether the picture goes on at its other side, for one that tiles without a seam. */
  readonly wraps?: boolean
  /**
   * Whether first pixels coincide, instead of the pictures' edges. Of a picture twice as large every other pixel then lies on one of the
   * smaller picture, and steps from pixel to pixel are alike; otherwise those across the smaller one's edges are a third larger.
   */
  readonly fromFirst?: boolean
}

/** What rows of a result are made of: sums of rows of a source. */
export interface RowMix {
  /** Where the terms of each row begin among all, and where those of the last one end. */
  readonly starts: Uint32Array
  /** The terms' rows in the source. */
  readonly rows: Uint32Array
  /** Their shares; those of one row sum to 1. */
  readonly shares: Float64Array
}

/** A kernel reaches no more than so many pictures beyond an edge: three pixels of the smaller picture, which has one at least. */
const WRAPS = 4

/** Returns what rows are made of where `from` of them become `to`. */
export function lanczosRows(from: number, to: number, { wraps = false, fromFirst = false }: ResizeManner): RowMix {
  const offset = fromFirst ? 0 : 0.5
  const scale = Math.max(1, from / to)
  const starts = new Uint32Array(to + 1)
  const rows: number[] = []
  const shares: number[] = []
  for (let i = 0; i < to; i++) {
    const centre = ((i + offset) * from) / to - offset
    const reach = { first: Math.ceil(centre - 3 * scale), last: Math.floor(centre + 3 * scale) }
    const first = wraps ? reach.first : Math.max(0, reach.first)
    const last = wraps ? reach.last : Math.min(from - 1, reach.last)
    const begin = shares.length
    let sum = 0
    for (let row = first; row <= last; row++) {
      const weight = lanczos3((row - centre) / scale)
      sum += weight
      rows.push((row + from * WRAPS) % from)
      shares.push(weight)
    }
    for (let term = begin; term < shares.length; term++) shares[term]! /= sum
    starts[i + 1] = shares.length
  }
  return { starts, rows: Uint32Array.from(rows), shares: Float64Array.from(shares) }
}

/** sinc(x) · sinc(x / 3) within |x| < 3 (Lanczos; Duchon 1979). */
function lanczos3(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= 3) return 0
  const angle = Math.PI * x
  return (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle)
}
