import type { Size } from './fitPicture.js'

/** Copies planes so that what was so far from their left and top comes first, and what was before it last. */
export function rollPlanes(
  from: Float32Array,
  to: Float32Array,
  { width, height }: Size,
  { left, top }: { readonly left: number; readonly top: number },
): void {
  for (let row = 0; row < from.length / width; row++) {
    const y = row % height
    const source = (row - y + ((y + top) % height)) * width
    to.set(from.subarray(source + left, source + width), row * width)
    to.set(from.subarray(source, source + left), row * width + width - left)
  }
}
