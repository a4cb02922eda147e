import { lanczosRows, type ResizeManner } from './lanczosRows.js'
import type { Picture } from './picture.js'
import { scalingSpace } from './scalingSpace.js'

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
  const [down, across] = [lanczosRows(from.height, to.height, how), lanczosRows(from.width, to.width, how)]
  const strip = Math.max(1, Math.min(STRIP, Math.floor(VALUES_OF_STRIP / (from.width * (from.height / to.height)))))
  const strips = Array.from({ length: Math.ceil(to.height / strip) }, (_, at) => {
    const [begin, end] = [strip * at, Math.min(to.height, strip * (at + 1))]
    const rows = down.rows.subarray(down.starts[begin], down.starts[end])
    const first = rows.reduce((a, b) => Math.min(a, b))
    return { begin, end, first, last: 1 + rows.reduce((a, b) => Math.max(a, b)) }
  })
  const mostRows = Math.max(...strips.map(({ begin, end, first, last }) => Math.max(last - first, end - begin)))
  const space = scalingSpace(Math.max(from.width, to.width) * mostRows, [down, across])
  const [source] = space.places
  const resized = new Float32Array(count * to.height * to.width)
  for (let plane = 0; plane < count; plane++) {
    const rowsOf = (values: Float32Array, { width, height }: typeof from, first: number, last: number) =>
      values.subarray((plane * height + first) * width, (plane * height + last) * width)
    for (const { begin, end, first, last } of strips) {
      const height = end - begin
      // Rows first: when scaling down this leaves the second pass little to do. Then columns as rows.
      source.set(rowsOf(planes, from, first, last))
      space.mixRows(DOWN, begin, end, from.width, first)
      space.turn(height, from.width)
      space.mixRows(ACROSS, 0, to.width, height, 0)
      space.clamp(to.width * height)
      space.turn(to.width, height)
      rowsOf(resized, to, begin, end).set(source.subarray(0, to.width * height))
    }
  }
  return resized
}

/** How many rows are made at a time at most... */
const STRIP = 128
/** ...and from about how many values. */
const VALUES_OF_STRIP = 2 ** 20
/** The position of a mix among those of a space. */
const [DOWN, ACROSS] = [0, 1]
