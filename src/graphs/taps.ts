import { VGG19_LAYERS, type Vgg19Convolution, type Vgg19Layer } from './vgg19.js'

/** Where a loss reads the network: `convB_K` before the ReLU of a layer, `reluB_K` after it. */
export type Tap = Vgg19Layer | (Vgg19Layer extends `conv${infer Number}` ? `relu${Number}` : never)

/** All taps from the image inwards. */
export const TAPS: readonly Tap[] = VGG19_LAYERS.flatMap(({ name }) => [name, reluTap(name)])

/** The ReLU tap of a layer. */
export function reluTap(layer: Vgg19Layer): Tap {
  return layer.replace('conv', 'relu') as Tap
}

/** The layer that a tap belongs to. */
export function layerOf(tap: Tap): Vgg19Convolution {
  const name = tap.replace('relu', 'conv')
  const layer = VGG19_LAYERS.find(candidate => candidate.name === name)
  if (!layer) throw new Error(`${tap} is not a tap of VGG-19`)
  return layer
}

/** The layers that must be computed to read the taps: everything up to the deepest one. */
export function layersUpTo(taps: readonly Tap[]): readonly Vgg19Convolution[] {
  const depth = Math.max(-1, ...taps.map(tap => VGG19_LAYERS.indexOf(layerOf(tap))))
  return VGG19_LAYERS.slice(0, depth + 1)
}

/**
 * A tap by any of its names: `conv3_1`, `relu3_1`, or the running count that the PyTorch tutorial uses (`conv_5` is the fifth
 * convolution, conv3_1; `relu_5` the ReLU behind it). Undefined for anything else.
 */
export function parseTap(name: string): Tap | undefined {
  const [, kind, count] = /^(conv|relu)_([1-9]\d?)$/.exec(name) ?? []
  const layer = VGG19_LAYERS[Number(count) - 1]
  if (kind && layer) return kind === 'conv' ? layer.name : reluTap(layer.name)
  return TAPS.find(tap => tap === name)
}

/** Taps without repetition, from the image inwards. */
export function inNetworkOrder(taps: readonly Tap[]): Tap[] {
  return TAPS.filter(tap => taps.includes(tap))
}
