import { vectorSpace } from '../kernels/vectorSpace.js'
import type { Picture } from './picture.js'
import { type ResizeManner, resampler } from './resampler.js'

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
  const turn = turner(Math.max(turned.length, narrow.length))
  for (let row = 0; row < count * to.height; row += STRIP) {
    const height = Math.min(STRIP, count * to.height - row)
    const stripOf = (values: Float32Array, width: number) => values.subarray(row * width, (row + height) * width)
    turn(stripOf(rows, from.width), height, turned)
    across(turned, height, narrow)
    turn(narrow.subarray(0, to.width * height), to.width, stripOf(resized, to.width), { isClamped: true })
  }
  return resized
}

/** How many rows are turned at a time. */
const STRIP = 128

/**
 * Returns what writes the columns of a matrix [rows, …] of at most so many values one after another, clamped to [0, 1] on request, in
 * WebAssembly where there is some.
 */
function turner(most: number) {
  const space = vectorSpace(most, 2, 0)
  const [own = new Float32Array(), turned = new Float32Array()] = space ? [space.take(), space.take()] : []
  return (values: Float32Array, rows: number, result: Float32Array, { isClamped = false } = {}): void => {
    const columns = values.length / rows
    if (space) {
      own.set(values)
      if (isClamped) space.kernels.clamp(values.length, own.byteOffset)
      space.kernels.turn(rows, columns, own.byteOffset, turned.byteOffset)
      result.set(turned.subarray(0, values.length))
      return
    }
    for (let y = 0, i = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, i++) result[x * rows + y] = isClamped ? clamp(values[i]!) : values[i]!
    }
  }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
