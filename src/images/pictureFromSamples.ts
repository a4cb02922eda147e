import type { Picture } from './picture.js'

/** A decoded picture, row by row, not premultiplied: grey, grey and alpha, RGB, or RGBA; 8 or 16 bits by its kind of numbers. */
export interface Bitmap {
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

/**
 * Makes a picture from samples. Colours are blended onto white by their alpha: a picture file may hide any colour under a
 * transparent pixel, and the network would see it. `alpha` is kept only where some pixel is not opaque.
 */
export function pictureFromSamples({ data, width, height, channels }: Bitmap): Picture {
  const area = width * height
  const pixels = new Float32Array(3 * area)
  const share = 1 / (data instanceof Uint16Array ? 65_535 : 255)
  const hasAlpha = channels % 2 === 0
  const colours = hasAlpha ? channels - 1 : channels
  let alpha: Float32Array<ArrayBuffer> | undefined
  for (let i = 0, from = 0; i < area; i++, from += channels) {
    const opacity = hasAlpha ? share * data[from + colours]! : 1 // a sample for each channel of each pixel, here and below
    for (let c = 0; c < 3; c++) {
      const value = share * data[from + Math.min(c, colours - 1)]!
      pixels[c * area + i] = opacity === 1 ? value : 1 + opacity * (value - 1)
    }
    if (opacity < 1) {
      alpha ??= new Float32Array(area).fill(1)
      alpha[i] = opacity
    }
  }
  return { width, height, pixels, ...(alpha && { alpha }) }
}
