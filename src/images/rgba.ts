import type { Picture } from './picture.js'
import { pictureFromSamples } from './pictureFromSamples.js'

/**
 * Makes a picture from 8-bit RGBA bytes (row by row, not premultiplied), turned upright: see pictureFromSamples.
 *
 * @param orientation EXIF orientation, 1 … 8; 5 to 8 swap width and height
 */
export function pictureFromRgba(rgba: Uint8Array, width: number, height: number, orientation = 1): Picture {
  if (orientation === 1) return pictureFromSamples({ data: rgba, width, height, channels: 4 })
  const isOnItsSide = orientation > 4
  const [outWidth, outHeight] = isOnItsSide ? [height, width] : [width, height]
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBottom = [3, 4, 6, 7].includes(orientation)
  const data = new Uint8Array(rgba.length)
  for (let y = 0, to = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++, to += 4) {
      const [column, row] = isOnItsSide ? [y, x] : [x, y]
      const from = 4 * ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column))
      data.set(rgba.subarray(from, from + 4), to)
    }
  }
  return pictureFromSamples({ data, width: outWidth, height: outHeight, channels: 4 })
}

/**
 * The picture as 8-bit RGBA, row by row. Values are clamped to [0, 1] and rounded to nearest; NaN becomes 0. Colours are
 * written as they are, not premultiplied.
 */
export function rgbaFromPicture({ width, height, pixels, alpha }: Picture): Uint8ClampedArray<ArrayBuffer> {
  const area = width * height
  const rgba = new Uint8ClampedArray(4 * area)
  for (let i = 0; i < area; i++) {
    // A clamped array does the clamping, the rounding and NaN -> 0.
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = 255 * pixels[c * area + i]!
    rgba[4 * i + 3] = 255 * (alpha ? alpha[i]! : 1)
  }
  return rgba
}
