import {
  LAYERS_OPTIONS,
  type LayersOption,
  WEIGHT_OPTIONS,
  type WeightOption,
} from '../../src/graphs/terms/termKinds.js'
import { OPTIONS, type OptionName, type Options } from '../../src/options/optionsTable.js'
import { PRESETS, type PresetName } from '../../src/options/presets.js'

/** Options of which the value is known before a run, given or not. */
type Known = Exclude<OptionName, 'pool' | 'threads' | 'weights'>

/** Every such option with the value that it has. */
export type EffectiveOptions = { readonly [Name in Known]: NonNullable<Options[Name]> }

/** The options that decide the terms of a loss: a preset has a value for each. */
const OF_TERMS = [...LAYERS_OPTIONS, ...WEIGHT_OPTIONS]
type OfTerms = Pick<EffectiveOptions, LayersOption | WeightOption>

/** What the options come to, once the preset and the defaults have filled them up. */
export function effectiveOptions(options: Options): EffectiveOptions {
  const presetName = options.preset ?? OPTIONS.preset.default
  const preset = PRESETS[presetName]
  const size = options.size ?? OPTIONS.size.default
  const init = options.init ?? OPTIONS.init.default
  return {
    preset: presetName,
    size,
    styleSize: options.styleSize ?? size,
    iterations: options.iterations ?? preset.iterations[init === 'noise' ? 'noise' : 'content'],
    ...(Object.fromEntries(OF_TERMS.map(name => [name, options[name] ?? preset[name]])) as OfTerms),
    init,
    seed: options.seed ?? OPTIONS.seed.default,
    optimizer: options.optimizer ?? OPTIONS.optimizer.default,
    history: options.history ?? OPTIONS.history.default,
    learningRate: options.learningRate ?? OPTIONS.learningRate.default,
    device: options.device ?? OPTIONS.device.default,
  }
}

/** With an option set. One that has the value it would have anyway is left out, as one set to undefined is. */
export function withOption(options: Options, name: OptionName, value: Options[OptionName]): Options {
  const { [name]: _old, ...others } = options
  if (value === undefined || isEqual(value, optionValue(others, name))) return others
  return { ...others, [name]: value }
}

/** What a preset decides, and a new one decides anew. */
const OF_PRESET: readonly string[] = ['iterations', ...OF_TERMS, 'pool']

/** With another preset. Its own settings come with it; the strength stays what it was, over the preset's. */
export function withPreset(options: Options, preset: PresetName): Options {
  const strength = strengthOf(options)
  const left = Object.fromEntries(Object.entries(options).filter(([name]) => !OF_PRESET.includes(name)))
  return withStrength(withOption(left, 'preset', preset), strength ?? 1)
}

/** The weight of style over the preset's; undefined where the layers' weights differ. */
export function strengthOf(options: Options): number | undefined {
  const { preset, styleWeight } = effectiveOptions(options)
  return typeof styleWeight === 'number' ? styleWeight / PRESETS[preset].styleWeight : undefined
}

/** With the weight of style at a multiple of the preset's. */
export function withStrength(options: Options, strength: number): Options {
  return withOption(options, 'styleWeight', styleWeightAt(options, strength))
}

/** The weight of style at a multiple of the preset's, in six significant digits. */
export function styleWeightAt(options: Options, strength: number): number {
  const { styleWeight } = PRESETS[effectiveOptions(options).preset]
  return strength === 1 ? styleWeight : Number((strength * styleWeight).toPrecision(6))
}

/** The value of an option; undefined where it is not known before a run. */
export function optionValue(options: Options, name: OptionName): Options[OptionName] {
  return options[name] ?? (effectiveOptions(options) as Options)[name]
}

export function isEqual(a: Options[OptionName], b: Options[OptionName]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
