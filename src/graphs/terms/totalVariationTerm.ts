import type { Tensor } from '../graph.js'
import { add, div, elementCount, mul, sub, trim } from '../operators.js'
import { sumOfAll } from './sums.js'
import type { ImageKind } from './termKind.js'

export const TOTAL_VARIATION_OPTIONS = {
  tvWeight: {
    kind: 'number',
    min: 0,
    max: 1e30,
    otherwise: "the preset's",
    help: 'Weight of total variation, which smooths pixel noise; 0 is none.',
  },
} as const

/** Total variation of the image: keeps neighbouring pixels alike. */
export const TOTAL_VARIATION_TERM = {
  weight: 'tvWeight',
  // The same share of the loss at the start as with VGG-19, half a hundredth, where style terms start at 1.
  fittedWeight: 2.5,
  definitions: { 'tv-term': 'weight * (sum of squared differences of neighbours, both directions) / (3 H W)' },
  term: totalVariation,
} as const satisfies ImageKind

/**
 * Total variation of an image [1, 3, H, W]: squared differences of neighbouring pixels, summed over both directions and
 * divided by the number of values, so that a weight means the same at every size; shape [1]. neural-style uses this squared
 * form too, as a sum; the absolute form of Rudin, Osher, Fatemi 1992 has no gradient where neighbours are equal.
 */
export function totalVariation(image: Tensor): Tensor {
  const [rows, columns] = ([2, 3] as const).map(axis => {
    const step = sub(trim(image, { axis, start: 1, end: 0 }), trim(image, { axis, start: 0, end: 1 }))
    return sumOfAll(mul(step, step))
  }) as [Tensor, Tensor]
  return div(add(rows, columns), elementCount(image))
}
