import type { Picture } from '../../src/images/picture.js'

/** The picture's pixels as 8-bit numbers, row by row: [r, g, b] or, where there is alpha, [r, g, b, a]. */
export function grid({ width, height, pixels, alpha }: Picture): number[][][] {
  const area = width * height
  const at = (i: number) => [0, 1, 2].map(c => Math.round(255 * pixels[c * area + i]!)).concat(alphaAt(i))
  const alphaAt = (i: number) => (alpha ? [Math.round(255 * alpha[i]!)] : [])
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => at(y * width + x)))
}

/** A picture whose value at a channel, column and row is what `value` says. */
export function picture(
  width: number,
  height: number,
  value: (channel: number, x: number, y: number) => number,
  alpha?: (x: number, y: number) => number,
): Picture {
  const area = width * height
  const pixels = Float32Array.from({ length: 3 * area }, (_, i) => {
    return value(Math.floor(i / area), i % width, Math.floor((i % area) / width))
  })
  if (!alpha) return { width, height, pixels }
  const coverage = Float32Array.from({ length: area }, (_, i) => alpha(i % width, Math.floor(i / width)))
  return { width, height, pixels, alpha: coverage }
}
