import type { Picture } from '../images/picture.js'
import type { Bounds } from './bounds.js'
import type { Mask } from './mask.js'

/** The bounds of an image that is the content where a mask is 1, its own where that is 0, and a mixture in between. */
export function keptPart({ pixels: content }: Picture, { values: mask }: Mask): Bounds {
  const size = mask.length
  return {
    onto: pixels => Float32Array.from(pixels, (value, at) => value + mask[at % size]! * (content[at]! - value)), // of one size
    keepWithin(change) {
      for (let at = 0; at < change.length; at++) change[at]! *= 1 - mask[at % size]!
    },
  }
}
