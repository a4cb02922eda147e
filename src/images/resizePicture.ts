import { vectorSpace } from '../kernels/vectorSpace.js'
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
  const resized = new Float32Array(count * to.height * to.width)
  const rows = new Float32Array(count * to.height * from.width)
  const down = resampler(from.height, to.height, from.width, how)
  for (let plane = 0; plane < count; plane++) {
    const own = planes.subarray(plane * from.height * from.width)
    down(own, from.width, rows.subarray(plane * to.height * from.width))
  }
  // Columns of some rows at a time lie side by side, so that whole vectors of them are added.
  const across = resampler(from.width, to.width, STRIP, how)
  const [turned, narrow] = [new Float32Array(from.width * STRIP), new Float32Array(to.width * STRIP)]
  for (let row = 0; row < count * to.height; row += STRIP) {
    const height = Math.min(STRIP, count * to.height - row)
    for (let y = 0, i = row * from.width; y < height; y++) {
      for (let x = 0; x < from.width; x++) turned[x * height + y] = rows[i++]!
    }
    across(turned, height, narrow)
    for (let y = 0, i = row * to.width; y < height; y++) {
      for (let x = 0; x < to.width; x++) resized[i++] = clamp(narrow[x * height + y]!)
    }
  }
  return resized
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

/** How many rows are turned at a time. */
const STRIP = 128

/**
 * Returns what resamples [from, length] values to [to, length], for any length up to the one that is given. Sums are rounded to float32 at
 * each step, in WebAssembly and without it.
 */
function resampler(from: number, to: number, longest: number, { wraps = false, fromFirst = false }: ResizeManner) {
  const offset = fromFirst ? 0 : 0.5
  const kernels = Array.from({ length: to }, (_, i) =>
    lanczosKernel(((i + offset) * from) / to - offset, from, to, wraps),
  )
  const reach = kernels.reduce((most, { shares }) => Math.max(most, shares.length), 0)
  const space = vectorSpace(longest, reach + 1, 0)
  const places = Array.from({ length: reach + 1 }, () => space?.take() ?? new Float32Array(longest))
  const [sum = new Float32Array(), ...kept] = places
  const placeOf = (at: number) => kept[(at + reach * from * WRAPS) % reach]! // one for each that a kernel reaches

  return (values: Float32Array, length: number, result: Float32Array): void => {
    let known = Number.NEGATIVE_INFINITY // the samples before this one are in their places, as far as the next kernel reaches them
    for (const [i, { first, shares }] of kernels.entries()) {
      for (known = Math.max(known, first); known < first + shares.length; known++) {
        const source = (wraps ? (known + from * WRAPS) % from : known) * length
        placeOf(known).set(values.subarray(source, source + length))
      }
      sum.fill(0, 0, length)
      for (const [t, share] of shares.entries()) {
        const place = placeOf(first + t)
        if (space) space.kernels.addTo(length, sum.byteOffset, share, place.byteOffset)
        else for (let x = 0; x < length; x++) sum[x]! += share * place[x]!
      }
      result.set(sum.subarray(0, length), i * length)
    }
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
