import type { Vgg19Convolution } from '../graphs/vgg19.js'

/** How a set of VGG-19 weights names its tensors and wants its input. */
export interface Convention {
  readonly name: 'oxford' | 'torchvision'
  /** Tensor names are this plus `.weight` and `.bias`. */
  tensorPrefix(layer: Vgg19Convolution): string
  /** Network input is `(white · image − mean) / deviation`, image in [0, 1]. */
  readonly white: number
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  readonly biasDivisor: number
}

/** Puts Oxford's features on the scale of torchvision's, so that one set of loss weights means the same for both. */
const OXFORD_SCALE = 57.63

/**
 * Oxford's own weights (Simonyan and Zisserman 2014). Convolution, ReLU and pooling are positively homogeneous: input and
 * every bias divided by the same number give the original features divided by that number.
 */
export const OXFORD: Convention = {
  name: 'oxford',
  tensorPrefix: layer => layer.name,
  white: 255,
  mean: [123.68, 116.779, 103.939],
  deviation: [OXFORD_SCALE, OXFORD_SCALE, OXFORD_SCALE],
  biasDivisor: OXFORD_SCALE,
}

/** torchvision's `vgg19().features`, with the preprocessing that its weights were trained for. */
export const TORCHVISION: Convention = {
  name: 'torchvision',
  tensorPrefix: layer => `features.${layer.torchvisionIndex}`,
  white: 1,
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
  biasDivisor: 1,
}

/** The convention's input normalisation as `image * scale + offset`; both [3]. */
export function inputNormalization({ white, mean, deviation }: Convention): {
  scale: Float32Array
  offset: Float32Array
} {
  return {
    scale: Float32Array.from(deviation, d => white / d),
    offset: Float32Array.from(mean, (m, channel) => -m / (deviation[channel] ?? 1)),
  }
}
