import type { Picture } from '../images/picture.js'

/**
 * The pixel values of two pictures as their files would show them: clamped to [0, 1], NaN as 0, but not rounded. Alpha
 * is left out of account.
 *
 * @throws Error where the pictures differ in size
 */
export function shownValues(a: Picture, b: Picture): readonly [Float32Array, Float32Array] {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`pictures of ${a.width}×${a.height} and ${b.width}×${b.height} pixels cannot be compared`)
  }
  return [a.pixels.map(shown), b.pixels.map(shown)]
}

const shown = (value: number) => Math.min(1, Math.max(0, value)) || 0
