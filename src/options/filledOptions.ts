import { LAYERS_OPTIONS, type LayersOption, WEIGHT_OPTIONS, type WeightOption } from '../graphs/terms/termKinds.js'
import { OPTION_NAMES, OPTIONS, type OptionName, type Options } from './optionsTable.js'
import { type Preset, presetFor } from './presets.js'

/**
 * Options that stay open until a run begins: pooling is the preset's for VGG-19 and by averages for fitted features, and the machine
 * decides on threads, memory, windows and convolutions. How many stages there are, and with that what content weighs in each, may depend
 * on the result's shape, history and precision on its size.
 */
export type OpenOption =
  | 'pool'
  | 'threads'
  | 'contentByStage'
  | 'window'
  | 'memory'
  | 'history'
  | 'mapPrecision'
  | 'convolutions'

/** Every option with the value that a run will use; those of `OpenOption` may still be undefined. */
export type FilledOptions = { readonly [Name in Exclude<OptionName, OpenOption>]: NonNullable<Options[Name]> } & Pick<
  Options,
  OpenOption
>

type Fixed = { [Name in OptionName]: (typeof OPTIONS)[Name] extends { default: unknown } ? Name : never }[OptionName]

/** The defaults that depend on nothing. */
const DEFAULTS = Object.fromEntries(
  OPTION_NAMES.flatMap(name => ('default' in OPTIONS[name] ? [[name, OPTIONS[name].default]] : [])),
) as Pick<FilledOptions, Exclude<Fixed, OpenOption>>

/** Fills in what is left out or undefined, from the table and from the preset. Checks nothing: `checkOptions` does. */
export function filledOptions(options: Options): FilledOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options
  const fixed = { ...DEFAULTS, ...given } as Pick<FilledOptions, keyof typeof DEFAULTS> & Options // what is given is not undefined
  const preset = presetFor(fixed.preset, { isFitted: fixed.weights === 'fitted' })
  const { scales = listLength(fixed) ?? preset.scales } = fixed
  const size = given.size ?? (Array.isArray(scales) ? scales.at(-1) : fixed.size)
  return {
    styleSize: Math.round(size * fixed.styleScale),
    iterations: preset.iterations[fixed.init === 'noise' ? 'noise' : 'content'],
    ...termOptions(preset),
    finestLayers: LAYERS_OPTIONS.some(name => given[name] !== undefined) ? [] : preset.finestLayers,
    borders: preset.borders,
    ...fixed,
    scales,
    size,
  } as FilledOptions // nor does the rest leave any option out but the open ones
}

/** A list that is given for each stage tells how many there are, where nothing else does. */
function listLength({ iterations, contentByStage }: Options): number | undefined {
  return [iterations, contentByStage].find(Array.isArray)?.length
}

function termOptions(preset: Preset): Pick<Preset, LayersOption | WeightOption> {
  const names = [...LAYERS_OPTIONS, ...WEIGHT_OPTIONS]
  return Object.fromEntries(names.map(name => [name, preset[name]])) as Pick<Preset, LayersOption | WeightOption>
}
