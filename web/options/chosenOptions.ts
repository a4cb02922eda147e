import {
  filledOptions,
  LAYERS_OPTIONS,
  type OptionName,
  type Options,
  type PresetName,
  WEIGHT_OPTIONS,
} from 'nst-onnx/options'

/** Sets an option. One that has the value it would have anyway is left out, as one set to undefined is. */
export function withOption(options: Options, name: OptionName, value: Options[OptionName]): Options {
  const { [name]: _old, ...left } = options
  // Long sides end with the size: of another size there are as many stages.
  const { scales } = options
  const others: Options = name === 'size' && Array.isArray(scales) ? { ...left, scales: scales.length } : left
  if (value === undefined || isEqual(value, filledOptions(others)[name])) return others
  return { ...others, [name]: value }
}

/** What a preset decides, and a new one decides anew. */
const OF_PRESET: readonly string[] = [
  'iterations',
  'scales',
  'contentByStage',
  ...LAYERS_OPTIONS,
  ...WEIGHT_OPTIONS,
  'pool',
  'borders',
]

/** Sets another preset. Its own settings come with it; the strength stays what it was, over the preset's. */
export function withPreset(options: Options, preset: PresetName): Options {
  const strength = strengthOf(options)
  const kept = Object.fromEntries(Object.entries(options).filter(([name]) => !OF_PRESET.includes(name)))
  return withStrength(withOption(kept, 'preset', preset), strength ?? 1)
}

/** The weight of style over the preset's; undefined where the layers' weights differ. */
export function strengthOf(options: Options): number | undefined {
  const { styleWeight } = filledOptions(options)
  return typeof styleWeight === 'number' ? styleWeight / presetsWeight(options) : undefined
}

/** Sets the weight of style to a multiple of the preset's. */
export function withStrength(options: Options, strength: number): Options {
  return withOption(options, 'styleWeight', styleWeightAt(options, strength))
}

/** The weight of style at a multiple of the preset's, in six significant digits. */
export function styleWeightAt(options: Options, strength: number): number {
  const styleWeight = presetsWeight(options)
  return strength === 1 ? styleWeight : Number((strength * styleWeight).toPrecision(6))
}

/** The preset's weight of style, with the features that are chosen. */
function presetsWeight({ preset, weights }: Options): number {
  // The table has one number for every preset.
  return filledOptions({ preset, weights }).styleWeight as number
}

function isEqual(a: Options[OptionName], b: Options[OptionName]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
