import { filledOptions, LAYERS_OPTIONS, layersUpTo, type Options, parseTap, type Vgg19Layer } from 'nst-onnx/options'

/** The layers of VGG-19 that a run with these options computes. */
export function neededLayers(options: Options): readonly Vgg19Layer[] {
  const taps = LAYERS_OPTIONS.flatMap(name => filledOptions(options)[name])
    .map(parseTap)
    .filter(tap => tap !== undefined)
  return layersUpTo(taps).map(({ name }) => name)
}

/** The layers that a run with these options computes and that are not kept in the browser. */
export function missingLayers(options: Options, stored: readonly Vgg19Layer[]): readonly Vgg19Layer[] {
  return neededLayers(options).filter(layer => !stored.includes(layer))
}

/** Megabytes for people: `2.2 MB`. */
export function megabytes(bytes: number): string {
  const amount = bytes / 1e6
  return `${amount.toFixed(amount < 10 ? 1 : 0)} MB`
}
