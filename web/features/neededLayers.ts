import { layersUpTo, parseTap } from '../../src/graphs/taps.js'
import { LAYERS_OPTIONS } from '../../src/graphs/terms/termKinds.js'
import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { filledOptions } from '../../src/options/filledOptions.js'
import type { Options } from '../../src/options/optionsTable.js'
import { manifestLayers } from '../../src/weights/manifestLayers.js'

/** The layers of VGG-19 that a run with these options computes. */
export function neededLayers(options: Options): readonly Vgg19Layer[] {
  const taps = LAYERS_OPTIONS.flatMap(name => filledOptions(options)[name])
    .map(parseTap)
    .filter(tap => tap !== undefined)
  return layersUpTo(taps).map(({ name }) => name)
}

/** Of these, the ones that are not kept in the browser. */
export function missingLayers(options: Options, stored: readonly Vgg19Layer[]): readonly Vgg19Layer[] {
  return neededLayers(options).filter(layer => !stored.includes(layer))
}

/** What it takes to fetch layers. */
export function bytesOf(layers: readonly Vgg19Layer[]): number {
  return manifestLayers(layers).reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Megabytes for people: `2.2 MB`. */
export function megabytes(bytes: number): string {
  const amount = bytes / 1e6
  return `${amount.toFixed(amount < 10 ? 1 : 0)} MB`
}
