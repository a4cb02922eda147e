import { product } from '../dimension.js'
import type { Tensor } from '../graph.js'
import { div, elementCount, gemm, mul, reshape, scale } from '../operators.js'
import { weightedMeans } from './averages.js'
import { sumOfAll } from './sums.js'
import type { TapKind } from './termKind.js'

export const STYLE_OPTIONS = {
  styleLayers: {
    kind: 'taps',
    otherwise: "the preset's",
    help: 'Taps with a style term: convB_K before the ReLU, reluB_K after it, or conv_1 … conv_16.',
  },
  styleWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: "Weight of the style terms: one number for every tap, or tap=number,…; other taps keep the preset's.",
  },
} as const

/** The style loss of Gatys, Ecker, Bethge 2015: the Gram matrix at a tap is to be that of the style picture. */
export const STYLE_TERM = {
  layers: 'styleLayers',
  weight: 'styleWeight',
  fittedWeight: 'one over its value',
  definitions: {
    gram: 'F F^T / (C H W), F the tap as C x (H W)',
    'style-term': 'weight * mean((G - gram)^2)',
  },
  picture: 'style',
  targets: ['gram'],
  read: (map, mask) => ({ gram: gramMatrix(map, mask) }),
  average: weightedMeans,
} as const satisfies TapKind

/**
 * Gram matrix of a feature map [1, C, H, W], divided by its size: F·Fᵀ / (C·H·W) with F the map as C × (H·W); [C, C].
 * Gatys, Ecker, Bethge 2015 divide in the loss instead; dividing here lets content and style pictures differ in size.
 * The Gram matrix of a part of the map: (T∘F)(T∘F)ᵀ / (C·ΣT²) with the mask T [1, 1, H, W].
 */
export function gramMatrix(map: Tensor, mask?: Tensor): Tensor {
  const [, channels = 0, height = 0, width = 0] = map.shape
  const features = reshape(mask ? mul(map, mask) : map, [channels, product([height, width])])
  const products = gemm(features, features, { transB: true })
  return div(products, mask ? scale(sumOfAll(mul(mask, mask)), Number(channels)) : elementCount(map))
}
