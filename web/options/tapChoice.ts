import { layerOf, TAPS, type Tap, VGG19_LAYERS, type Vgg19Layer } from 'nst-onnx/options'

// A choice of taps, as the page shows it: layers that are ticked, and one reading for all of them.

/** Where a layer is read: before its ReLU or after it. */
export type Reading = 'conv' | 'relu'

export const LAYERS: readonly Vgg19Layer[] = VGG19_LAYERS.map(({ name }) => name)

/** The reading of a choice: that of its first tap. */
export function readingOf(taps: readonly Tap[]): Reading {
  return taps[0]?.startsWith('relu') ? 'relu' : 'conv'
}

/** What is chosen of a layer: mostly one tap or none, of both where a recipe had both. */
export function tapsAt(taps: readonly Tap[], layer: Vgg19Layer): readonly Tap[] {
  return taps.filter(tap => layerOf(tap).name === layer)
}

/** Adds a layer or takes it away; taps stay in order from the image inwards. */
export function withLayer(taps: readonly Tap[], layer: Vgg19Layer, ticked: boolean): readonly Tap[] {
  const others = taps.filter(tap => layerOf(tap).name !== layer)
  return inOrder(ticked ? [...others, tapAt(layer, readingOf(taps))] : others)
}

/** Reads the same layers all in one way. */
export function withReading(taps: readonly Tap[], reading: Reading): readonly Tap[] {
  return inOrder(taps.map(tap => tapAt(layerOf(tap).name, reading)))
}

export function tapAt(layer: Vgg19Layer, reading: Reading): Tap {
  return layer.replace('conv', reading) as Tap
}

const inOrder = (taps: readonly Tap[]) => TAPS.filter(tap => taps.includes(tap))
