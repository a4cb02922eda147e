import type { Picture } from './picture.js'

/**
 * Resamples a picture to `width` × `height` pixels with a Lanczos-3 filter, widened when scaling down so that no detail
 * aliases. A constant stays that constant; a picture of the wanted size is returned as it is. Ringing is clamped to [0, 1].
 *
 * Our own, because jimp's resize works on 8-bit RGBA: it would round twice on the way to the network, and ring
 * differently in transparent parts.
 *
 */
export function resizePicture(picture: Picture, width: number, height: number, how: ResizeManner = {}): Picture {
  if (picture.width === width && picture.height === height) return picture
  const resize = (planes: Float32Array<ArrayBuffer>, count: number) =>
    resizePlanes(planes, count, picture, { width, height }, how)
  const { pixels, alpha } = picture
  return { width, height, pixels: resize(pixels, 3), ...(alpha && { alpha: resize(alpha, 1) }) }
}

/** The same for planes [count, height, width] of values from 0 to 1. */
export function resizePlanes(
  planes: Float32Array<ArrayBuffer>,
  count: number,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
  how: ResizeManner = {},
): Float32Array<ArrayBuffer> {
  if (from.width === to.width && from.height === to.height) return planes
  // Rows first: when scaling down this leaves the second, slower pass little to do.
  const rows = resampleAxis(planes, count, from.height, from.width, to.height, how)
  return resampleAxis(rows, count * to.height, from.width, 1, to.width, how).map(clamp)
}

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

const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** Resamples the middle axis of `values`, shape [outer, from, inner], to [outer, to, inner]. */
function resampleAxis(
  values: Float32Array,
  outer: number,
  from: number,
  inner: number,
  to: number,
  { wraps = false, fromFirst = false }: ResizeManner,
) {
  const offset = fromFirst ? 0 : 0.5
  const kernels = Array.from({ length: to }, (_, i) =>
    lanczosKernel(((i + offset) * from) / to - offset, from, to, wraps),
  )
  const result = new Float32Array(outer * to * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < to; i++) {
      const { first, shares } = kernels[i]!
      const target = (o * to + i) * inner
      for (let t = 0; t < shares.length; t++) {
        const weight = shares[t]!
        const at = first + t
        const source = (o * from + (wraps ? (at + from * WRAPS) % from : at)) * inner
        for (let x = 0; x < inner; x++) result[target + x]! += weight * values[source + x]!
      }
    }
  }
  return result
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
