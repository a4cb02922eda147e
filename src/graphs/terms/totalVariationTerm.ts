import type { Borders } from '../borders.js'
import type { Tensor } from '../graph.js'
import type { ImageSize } from '../imageSize.js'
import { add, div, elementCount, mul, sub, trim, wrapBorder } from '../operators.js'
import { sumOfAll } from './sums.js'
import type { ImageKind, TermFacts } from './termKind.js'

export const TOTAL_VARIATION_OPTIONS = {
  tvWeight: {
    kind: 'number',
    min: 0,
    max: 1e30,
    otherwise: "the preset's",
    help: 'Weight of total variation, which smooths pixel noise; 0 is none.',
  },
} as const

export const TOTAL_VARIATION_FACTS = { weight: 'tvWeight' } as const satisfies TermFacts

/** Total variation of the image: keeps neighbouring pixels alike. */
export const TOTAL_VARIATION_TERM = {
  // The same share of the loss at the start as with VGG-19, half a hundredth, where style terms start at 1.
  fittedWeight: 2.5,
  definitions: { 'tv-term': 'weight * (sum of squared differences of neighbours, both directions) / (3 H W)' },
  term: totalVariation,
  addTo: addTotalVariation,
} as const satisfies ImageKind

/**
 * Total variation of an image [1, 3, H, W]: squared differences of neighbouring pixels, summed over both directions and
 * divided by the number of values, so that a weight means the same at every size; shape [1]. neural-style uses this squared
 * form too, as a sum; the absolute form of Rudin, Osher, Fatemi 1992 has no gradient where neighbours are equal.
 * Where borders are circular, the pixels of opposite sides are neighbours too.
 */
export function totalVariation(image: Tensor, borders: Borders = 'zero'): Tensor {
  const wrapped = borders === 'circular' ? wrapBorder(image) : undefined
  const [rows, columns] = ([2, 3] as const).map(axis => {
    const step = wrapped ? stepAround(wrapped, axis) : stepBetween(image, axis)
    return sumOfAll(mul(step, step))
  }) as [Tensor, Tensor]
  return div(add(rows, columns), elementCount(image))
}

function stepBetween(image: Tensor, axis: 2 | 3): Tensor {
  return sub(trim(image, { axis, start: 1, end: 0 }), trim(image, { axis, start: 0, end: 1 }))
}

/** The step to each pixel of a wrapped image from the one before it. */
function stepAround(wrapped: Tensor, axis: 2 | 3): Tensor {
  const inner = trim(wrapped, { axis: 5 - axis, start: 1, end: 1 })
  return sub(trim(inner, { axis, start: 1, end: 1 }), trim(inner, { axis, start: 0, end: 2 }))
}

function addTotalVariation(gradient: Float32Array, image: Float32Array, { height, width }: ImageSize, weight: number) {
  const share = weight / image.length
  let total = 0
  for (let plane = 0; plane < image.length; plane += height * width) {
    for (let y = 0; y < height; y++) {
      const row = plane + y * width
      let sumOfRow = 0
      for (let at = row; at < row + width; at++) {
        const value = image[at] ?? 0
        const right = at + 1 < row + width ? (image[at + 1] ?? 0) - value : 0
        const below = y + 1 < height ? (image[at + width] ?? 0) - value : 0
        sumOfRow += right * right + below * below
        gradient[at] = (gradient[at] ?? 0) - 2 * share * (right + below)
        if (right !== 0) gradient[at + 1] = (gradient[at + 1] ?? 0) + 2 * share * right
        if (below !== 0) gradient[at + width] = (gradient[at + width] ?? 0) + 2 * share * below
      }
      total += sumOfRow
    }
  }
  return share * total
}
