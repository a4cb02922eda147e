import type { Picture } from '../images/picture.js'
import { shownValues } from './shownValues.js'

/**
 * Root mean square difference of two pictures' values, over all pixels and channels: 0 where they show the same, 1
 * between black and white. Values are clamped to [0, 1] first, as in a written picture.
 *
 * @throws Error where the pictures differ in size
 */
export function pixelDistance(a: Picture, b: Picture): number {
  const [one, other] = shownValues(a, b)
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i]! - other[i]!) ** 2
  return Math.sqrt(sum / one.length)
}
