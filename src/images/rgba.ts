import type { Picture } from './picture.js'

/**
 * Makes a picture from 8-bit RGBA bytes (row by row, not premultiplied), turned upright.
 *
 * Colours are blended onto white by their alpha: a picture file may hide any colour under a transparent pixel, and the
 * network would see it. `alpha` is kept only where some pixel is not opaque.
 *
 * @param orientation EXIF orientation, 1 … 8; 5 to 8 swap width and height
 */
export function pictureFromRgba(rgba: Uint8Array, width: number, height: number, orientation = 1): Picture {
  const turned = orientation > 4
  const [outWidth, outHeight] = turned ? [height, width] : [width, height]
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBottom = [3, 4, 6, 7].includes(orientation)

  const area = width * height
  const pixels = new Float32Array(3 * area)
  let alpha: Float32Array<ArrayBuffer> | undefined
  for (let y = 0, to = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++, to++) {
      const column = turned ? y : x
      const row = turned ? x : y
      const from = 4 * ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column))
      const opacity = rgba[from + 3]! / 255
      for (let c = 0; c < 3; c++) pixels[c * area + to] = 1 + opacity * (rgba[from + c]! / 255 - 1)
      if (opacity < 1) {
        alpha ??= new Float32Array(area).fill(1)
        alpha[to] = opacity
      }
    }
  }
  return { width: outWidth, height: outHeight, pixels, ...(alpha && { alpha }) }
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
