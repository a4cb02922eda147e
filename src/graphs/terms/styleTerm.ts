import { product } from '../dimension.js'
import type { Tensor } from '../graph.js'
import { div, elementCount, gemm, mul, reshape, scale } from '../operators.js'
import { weightedMeans } from './averages.js'
import { addSums, type Sums } from './mapSums.js'
import { sumOfAll } from './sums.js'
import type { TapFacts, TapKind } from './termKind.js'

export const STYLE_OPTIONS = {
  styleLayers: {
    kind: 'taps',
    otherwise: "the preset's",
    help: 'Taps with a style term.',
    onCommandLine: 'They are convB_K before the ReLU, reluB_K after it, or conv_1 … conv_16.',
  },
  styleWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: 'Weight of the style terms.',
    onCommandLine: "One number is for every tap; with tap=number,… other taps keep the preset's.",
  },
} as const

export const STYLE_FACTS = {
  layers: 'styleLayers',
  weight: 'styleWeight',
  picture: 'style',
} as const satisfies TapFacts

/** The style loss of Gatys, Ecker, Bethge 2015: the Gram matrix at a tap is to be that of the style picture. */
export const STYLE_TERM = {
  fittedWeight: 'one over its value',
  definitions: {
    gram: 'F F^T / (C H W), F the tap as C x (H W)',
    'style-term': 'weight * mean((G - gram)^2)',
  },
  targets: ['gram'],
  read: (map, mask) => ({ gram: gramMatrix(map, mask) }),
  average: weightedMeans,
  sums: {
    // A mask T counts by its square: see `gramMatrix`.
    positions: mask => sumOfAll(mul(mask, mask)),
    of: (map, mask) => ({ products: channelProducts(mul(map, mask)) }),
    names: ['products'],
    isCentred: false,
    shape: channels => [channels, channels],
    together: addSums,
    values: sums => [scaled(products(sums), 1 / gramSize(sums))],
    cotangents: (sums, [ofGram = new Float64Array()]) => ({ products: scaled(ofGram, 1 / gramSize(sums)) }),
    centre: () => new Float64Array(),
  },
} as const satisfies TapKind

/**
 * Gram matrix of a feature map [1, C, H, W], divided by its size: F·Fᵀ / (C·H·W) with F the map as C × (H·W); [C, C].
 * Gatys, Ecker, Bethge 2015 divide in the loss instead; dividing here lets content and style pictures differ in size.
 * The Gram matrix of a part of the map: (T∘F)(T∘F)ᵀ / (C·ΣT²) with the mask T [1, 1, H, W].
 */
export function gramMatrix(map: Tensor, mask?: Tensor): Tensor {
  const products = channelProducts(mask ? mul(map, mask) : map)
  return div(products, mask ? scale(sumOfAll(mul(mask, mask)), Number(map.shape[1])) : elementCount(map))
}

/** F·Fᵀ with F a map as C × (H·W); [C, C]. */
function channelProducts(map: Tensor): Tensor {
  const [, channels = 0, height = 0, width = 0] = map.shape
  const features = reshape(map, [channels, product([height, width])])
  return gemm(features, features, { transB: true })
}

const products = ({ values }: Sums) => values.products ?? new Float64Array()

/** What a Gram matrix is divided by: the number of channels, times that of positions. */
const gramSize = (sums: Sums) => Math.sqrt(products(sums).length) * sums.positions

const scaled = (values: Float64Array, factor: number) => values.map(value => value * factor)
