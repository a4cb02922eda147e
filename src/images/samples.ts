import type { Picture } from './picture.js'

/** Whole numbers, row by row: RGB, or RGBA not premultiplied. */
export interface Samples {
  readonly data: Uint8ClampedArray<ArrayBuffer> | Uint16Array<ArrayBuffer>
  readonly channels: 3 | 4
}

/**
 * The samples of a picture as encoders take them: clamped to [0, 1] and rounded once, to nearest; NaN becomes 0.
 *
 * @param flat blends the picture onto white instead of keeping its alpha
 */
export function samplesOf({ width, height, pixels, alpha }: Picture, bits: 8 | 16, flat: boolean): Samples {
  const area = width * height
  const channels = alpha && !flat ? 4 : 3
  const data = bits === 8 ? new Uint8ClampedArray(channels * area) : new Uint16Array(channels * area)
  const full = 2 ** bits - 1
  const write = (at: number, value: number) => {
    // Only a clamped array rounds by itself; neither takes NaN for anything but 0.
    data[at] = bits === 8 ? full * value : Math.round(full * value)
  }
  for (let i = 0; i < area; i++) {
    const opacity = alpha ? alpha[i]! : 1
    for (let c = 0; c < 3; c++) {
      const value = Math.min(1, Math.max(0, pixels[c * area + i]!))
      write(channels * i + c, flat ? 1 + opacity * (value - 1) : value)
    }
    if (channels === 4) write(4 * i + 3, Math.min(1, Math.max(0, opacity)))
  }
  return { data, channels }
}
