import {
  filledOptions,
  LAYERS_OPTIONS,
  type OptionName,
  type Options,
  type PresetName,
  WEIGHT_OPTIONS,
} from 'nst-onnx/options'

/** Two ways to say one thing, of which a run takes one. */
const EITHER: Readonly<Partial<Record<OptionName, OptionName>>> = {
  strength: 'styleWeight',
  styleWeight: 'strength',
  styleScale: 'styleSize',
  styleSize: 'styleScale',
}

/** Sets an option. One that has the value it would have anyway is left out, as one set to undefined is. */
export function withOption(options: Options, name: OptionName, value: Options[OptionName]): Options {
  const other = value === undefined ? undefined : EITHER[name]
  const left: Options = Object.fromEntries(Object.entries(options).filter(([key]) => key !== name && key !== other))
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
  'finestLayers',
  ...LAYERS_OPTIONS,
  ...WEIGHT_OPTIONS,
  'pool',
  'borders',
]

/** Sets another preset. Its own settings come with it. */
export function withPreset(options: Options, preset: PresetName): Options {
  const kept = Object.fromEntries(Object.entries(options).filter(([name]) => !OF_PRESET.includes(name)))
  return withOption(kept, 'preset', preset)
}

function isEqual(a: Options[OptionName], b: Options[OptionName]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
