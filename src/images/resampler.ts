import { type VectorSpace, vectorSpace } from '../kernels/vectorSpace.js'

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

/** A kernel reaches no more than so many pictures beyond an edge: three pixels of the smaller picture, which has one at least. */
const WRAPS = 4

/**
 * Returns what resamples [from, length] values to [to, length], for any length up to the one that is given. Sums are rounded to float32 at
 * each step, in WebAssembly and without it.
 */
export function resampler(
  from: number,
  to: number,
  longest: number,
  { wraps = false, fromFirst = false }: ResizeManner,
) {
  const offset = fromFirst ? 0 : 0.5
  const kernels = Array.from({ length: to }, (_, i) =>
    lanczosKernel(((i + offset) * from) / to - offset, from, to, wraps),
  )
  const reach = kernels.reduce((most, { shares }) => Math.max(most, shares.length), 0)
  const space = vectorSpace(longest, reach + 1, BYTES_OF_TERM * reach)
  const places = Array.from({ length: reach + 1 }, () => space?.take() ?? new Float32Array(longest))
  const [sum = new Float32Array(), ...kept] = places
  const placeOf = (at: number) => kept[(at + reach * from * WRAPS) % reach]! // one for each that a kernel reaches
  const add = space ? addition(space, reach) : added

  return (values: Float32Array, length: number, result: Float32Array): void => {
    let known = Number.NEGATIVE_INFINITY // the samples before this one are in their places, as far as the next kernel reaches them
    for (const [i, { first, shares }] of kernels.entries()) {
      for (known = Math.max(known, first); known < first + shares.length; known++) {
        const source = (wraps ? (known + from * WRAPS) % from : known) * length
        placeOf(known).set(values.subarray(source, source + length))
      }
      add(
        length,
        sum,
        shares,
        shares.map((_, t) => placeOf(first + t)),
      )
      result.set(sum.subarray(0, length), i * length)
    }
  }
}

/** Sets `sum` to that of vectors, each by its factor, rounded at each step. */
type Addition = (
  length: number,
  sum: Float32Array,
  factors: readonly number[],
  vectors: readonly Float32Array[],
) => void

const added: Addition = (length, sum, factors, vectors) => {
  sum.fill(0, 0, length)
  for (const [t, factor] of factors.entries()) {
    const vector = vectors[t]! // one a factor
    for (let x = 0; x < length; x++) sum[x]! += factor * vector[x]!
  }
}

/** A factor, and an address. */
const BYTES_OF_TERM = 8 + 4

/** The same in WebAssembly, for at most so many vectors of one space. */
function addition({ kernels, scratch }: VectorSpace, most: number): Addition {
  const factorsThere = new Float64Array(scratch.buffer, scratch.byteOffset, most)
  const addresses = new Uint32Array(scratch.buffer, factorsThere.byteOffset + factorsThere.byteLength, most)
  return (length, sum, factors, vectors) => {
    factorsThere.set(factors)
    for (const [t, { byteOffset }] of vectors.entries()) addresses[t] = byteOffset
    kernels.sumOf(length, sum.byteOffset, factors.length, factorsThere.byteOffset, addresses.byteOffset)
  }
}

/**
 * The source samples `first`, `first + 1`, … (beyond the edges too, where they wrap) that make up a sample at a place among them, where
 * `from` become `to`, and their shares, which sum to 1.
 */
function lanczosKernel(
  centre: number,
  from: number,
  to: number,
  wraps: boolean,
): { first: number; shares: readonly number[] } {
  const scale = Math.max(1, from / to)
  const reach = { first: Math.ceil(centre - 3 * scale), last: Math.floor(centre + 3 * scale) }
  const first = wraps ? reach.first : Math.max(0, reach.first)
  const last = wraps ? reach.last : Math.min(from - 1, reach.last)
  const shares = Array.from({ length: last - first + 1 }, (_, t) => lanczos3((first + t - centre) / scale))
  const sum = shares.reduce((total, weight) => total + weight, 0)
  return { first, shares: shares.map(weight => weight / sum) }
}

/** sinc(x) · sinc(x / 3) within |x| < 3 (Lanczos; Duchon 1979). */
function lanczos3(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= 3) return 0
  const angle = Math.PI * x
  return (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle)
}
