import type { ImageSize } from '../graphs/imageSize.js'
import type { Window, WindowPlan } from '../graphs/windowPlan.js'

/** A map [1, C, H, W] in planes, and how many of the picture's pixels one of its own is long: 1, 2, 4, … */
export interface Map2d extends ImageSize {
  readonly data: Float32Array
  readonly step: number
}

/**
 * What of a map lies in a window.
 *
 * @param array gives the array to fill, of so many values
 */
export function cutWindow(
  { data, height, width, step }: Map2d,
  { x, y }: Window,
  { size }: WindowPlan,
  array: (length: number) => Float32Array = length => new Float32Array(length),
): Float32Array {
  const [rows, columns] = [Math.floor(size.height / step), Math.floor(size.width / step)]
  const planes = data.length / (height * width)
  const part = array(planes * rows * columns)
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < rows; row++) {
      const from = (plane * height + y / step + row) * width + x / step
      part.set(data.subarray(from, from + columns), (plane * rows + row) * columns)
    }
  }
  return part
}

/** Adds a window's planes to those of the picture. */
export function addWindow(
  whole: Float32Array,
  { height, width }: ImageSize,
  part: Float32Array,
  { x, y }: Window,
  { size }: WindowPlan,
): void {
  for (let plane = 0; plane < whole.length / (height * width); plane++) {
    for (let row = 0; row < size.height; row++) {
      const to = (plane * height + y + row) * width + x
      const from = (plane * size.height + row) * size.width
      for (let column = 0; column < size.width; column++)
        whole[to + column] = (whole[to + column] ?? 0) + (part[from + column] ?? 0)
    }
  }
}

/** The mask [1, 1, height, width] of a window's tile. */
export function tileMask(
  { x, y, tile }: Window,
  { size }: WindowPlan,
  array: (length: number) => Float32Array,
): Float32Array {
  const mask = array(size.height * size.width).fill(0)
  for (let row = tile.top - y; row < tile.bottom - y; row++)
    mask.fill(1, row * size.width + tile.left - x, row * size.width + tile.right - x)
  return mask
}
