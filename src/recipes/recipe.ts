import { NstOnnxError } from '../errors.js'
import type { Convolutions } from '../graphs/convolutions.js'
import { type LossSpecification, type Pooling, tapsOf } from '../graphs/specification.js'
import type { Tap } from '../graphs/taps.js'
import { readsTap, type TermName } from '../graphs/terms/lossTerm.js'
import {
  LAYERS_OPTIONS,
  type LayersOption,
  TERM_FACTS,
  TERM_KEYS,
  type WeightOption,
} from '../graphs/terms/termKinds.js'
import { endingOf, type OutputFormat } from '../images/outputFormat.js'
import { pictureName } from '../images/pictureName.js'
import type { StopReason } from '../optimizers/minimize.js'
import { optionWords, quotedFile } from '../options/commandWords.js'
import { OPTIONS, type OptionName, type Options } from '../options/optionsTable.js'
import type { RegionPaint } from '../regions/regions.js'
import { isStartName } from '../requests/inputs.js'
import { DECIDED_BY_STUDY } from '../requests/request.js'
import type { Settings, Window } from '../requests/settings.js'
import type { SizedSettings } from '../requests/sizedSettings.js'
import type { Stage } from '../requests/stages.js'
import type { Device } from '../runtime/devices.js'
import type { NamedInput } from './namedInput.js'
import { recipeFault } from './recipeFault.js'

/** How a picture was made. Kept inside the picture; holds no time of day, so that equal runs give equal files. */
export interface Recipe {
  readonly recipe: 1
  readonly package: string
  readonly runtime: string
  /** The content picture; absent from a texture. Inputs and files are named without their folders. */
  readonly content?: NamedInput
  /** The one style picture; absent from a reconstruction, and where there are several. */
  readonly style?: NamedInput
  /** Where there are several. */
  readonly styles?: readonly (NamedInput & { readonly weight: number })[]
  /** A start picture of the user's own. */
  readonly init?: NamedInput
  /** The content's mask, where it is painted by regions. */
  readonly contentMask?: NamedInput
  /** The masks of the styles, in their order, where any has one; null for one without. */
  readonly styleMasks?: readonly (NamedInput | null)[]
  /** What paints colours of the content's mask, where it was said. */
  readonly regions?: Readonly<Record<string, RegionPaint>>
  /** Every option with the value it had, so that later defaults change nothing. */
  readonly options: Options
  /** The kind of the file; absent from a PNG, and from JPEGs that older versions wrote. */
  readonly format?: OutputFormat
  /** What a JPEG, WebP or AVIF was written with, 1–100. */
  readonly quality?: number
  /** Bits a channel; absent where they are 8. */
  readonly bits?: 16
  readonly features: { readonly source: 'vgg19' | 'fitted'; readonly sha256: string }
  readonly result: {
    readonly width: number
    readonly height: number
    readonly iterations: number
    readonly evaluations: number
    readonly loss: number
    readonly terms: Readonly<Record<TermName, number>>
    readonly stopped: StopReason
    /** The iterations of each stage, where there are several. */
    readonly iterationsByStage?: readonly number[]
  }
}

/**
 * Every option with the value that a run used. Features that were fitted for want of VGG-19 are recorded as asked for, so
 * that the recipe means the same where VGG-19 is at hand.
 */
export function recordedOptions(
  settings: SizedSettings,
  stages: readonly Stage[],
  used: {
    readonly device: Device
    readonly threads: number
    readonly window: Window
    readonly convolutions: Convolutions
    readonly pool: Pooling
    readonly source: 'vgg19' | 'fitted'
    /** What a start picture of the user's own is called. */
    readonly init: string | undefined
    /** A word, or what a file is called. */
    readonly weights: string
  },
): Options {
  const { specification, preset, size, styleSize, colors, seed, optimizer } = settings
  return {
    size,
    styleSize,
    colors,
    ...stageOptions(settings, stages),
    preset,
    ...termOptions(specification),
    pool: used.pool,
    borders: specification.borders ?? 'zero',
    init: used.init === undefined ? settings.init : pictureName(used.init),
    seed,
    optimizer,
    ...(optimizer === 'lbfgs' ? { history: settings.history } : { learningRate: settings.learningRate }),
    device: used.device,
    threads: used.threads,
    window: used.window,
    mapPrecision: settings.mapPrecision,
    convolutions: used.convolutions,
    weights: used.source === 'fitted' ? 'fitted' : pictureName(used.weights),
  }
}

/** The options that ask for the same stages, also of a result of another shape. */
function stageOptions({ size, specification, finestLayers }: Settings, stages: readonly Stage[]): Options {
  const [only, ...others] = stages
  if (only && others.length === 0) return { scales: 1, iterations: only.iterations }
  const contentWeight = ({ terms }: LossSpecification) => terms.find(({ kind }) => kind === 'content')?.weight
  const whole = contentWeight(specification)
  return {
    scales: stages.map(({ scale }) => Math.round(size * scale)),
    iterations: stages.map(({ iterations }) => iterations),
    ...(whole && { contentByStage: stages.map(stage => (contentWeight(stage.specification) ?? whole) / whole) }),
    ...(finestLayers.length > 0 && { finestLayers }),
  }
}

/** The options that ask for the terms of a specification: taps, and weights where there are taps. */
function termOptions({ terms }: LossSpecification): Options {
  const tapsFor = (layers: LayersOption) =>
    tapsOf({ terms: terms.filter(term => readsTap(term) && TERM_FACTS[term.kind].layers === layers) })
  const layerLists = LAYERS_OPTIONS.map(layers => [layers, tapsFor(layers)] as const)
  const weights = TERM_KEYS.flatMap((key): [WeightOption, number | Record<string, number>][] => {
    const kind = TERM_FACTS[key]
    const own = terms.filter(term => term.kind === key)
    if (!('layers' in kind)) return [[kind.weight, own[0]?.weight ?? 0]]
    const weightAt = (tap: Tap) => own.find(term => readsTap(term) && term.tap === tap)?.weight ?? 0
    const byTap = tapsFor(kind.layers).map(tap => [tap, weightAt(tap)] as const)
    return byTap.length > 0 ? [[kind.weight, uniform(Object.fromEntries(byTap))]] : []
  })
  return Object.fromEntries([...layerLists, ...weights])
}

/** One number where all taps weigh the same. */
function uniform(weights: Record<string, number>): number | Record<string, number> {
  const [first = 0, ...rest] = Object.values(weights)
  return rest.every(weight => weight === first) ? first : weights
}

/** A recipe from the text inside a picture. Throws NstOnnxError `input` where it is none of this project's, or not whole. */
export function parseRecipe(text: string, file: string): Recipe {
  const parsed = parseJson(text)
  const isKnown = typeof parsed === 'object' && parsed !== null && 'recipe' in parsed && parsed.recipe === 1
  const cause = isKnown ? recipeFault({ ...parsed }) : new Error('it is of another kind')
  // Checked just above.
  if (cause === undefined) return parsed as Recipe
  throw new NstOnnxError('recipe-unreadable', { name: file }, { cause })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Options that `reconstruct` and `texture` say in words of their own. */
const SAID_BY_COMMAND: readonly OptionName[] = [...DECIDED_BY_STUDY, 'seed']

/** The style pictures of a recipe. */
export function stylesOf({ style, styles }: Recipe): NonNullable<Recipe['styles']> {
  return styles ?? (style ? [{ ...style, weight: 1 }] : [])
}

/** What options were that recipes of 0.1 do not name. */
const BEFORE: Options = { convolutions: 'direct' }

/** The options that make a picture again: an interrupted run is repeated with the iterations it had got to. */
export function repeatedOptions({ options: recorded, result }: Recipe): Options {
  const options = { ...BEFORE, ...recorded }
  const { iterationsByStage: taken = result.iterations } = result
  return result.stopped === 'interrupted' ? { ...options, iterations: taken } : options
}

/** The kind of file that a picture with this recipe was written to. */
export function formatIn({ quality, format = quality === undefined ? 'png' : 'jpeg' }: Recipe): OutputFormat {
  return format
}

/** The command that makes the picture again. */
export function commandOf(recipe: Recipe): string {
  const { content, options, result } = recipe
  const styles = stylesOf(recipe)
  const [style] = styles
  const asked = repeatedOptions(recipe)
  // A file of that name, and not what the word stands for.
  const repeated: Options =
    recipe.init && isStartName(recipe.init.name) ? { ...asked, init: `./${recipe.init.name}` } : asked
  const single = (command: string, input: NamedInput, layers: readonly string[] = [], unsaid: OptionName[] = []) => [
    `nst-onnx ${command}`,
    quotedFile(input.name),
    '--layers',
    layers.join(','),
    '--seeds',
    String(options.seed ?? OPTIONS.seed.default),
    ...optionWords(repeated, [...SAID_BY_COMMAND, ...unsaid]),
  ]
  if (content && style)
    return [
      'nst-onnx run',
      quotedFile(content.name),
      ...styles.map(({ name }) => quotedFile(name)),
      ...(styles.length > 1 ? ['--style-blend', styles.map(({ weight }) => weight).join(',')] : []),
      ...regionWords(recipe),
      ...optionWords(repeated),
      ...outputWords(recipe),
    ].join(' ')
  if (content) return single('reconstruct', content, options.contentLayers, ['styleSize']).join(' ')
  if (!style) throw new Error('a recipe names a picture')
  const size = ['--output-size', `${result.width}x${result.height}`]
  return [...single('texture', style, options.styleLayers), ...size].join(' ')
}

function regionWords({ contentMask, styleMasks = [], regions = {} }: Recipe): string[] {
  if (!contentMask) return []
  return [
    '--content-mask',
    quotedFile(contentMask.name),
    ...styleMasks.flatMap(mask => ['--style-mask', mask ? quotedFile(mask.name) : 'none']),
    // A shell takes what follows # for a comment.
    ...Object.entries(regions).flatMap(([colour, paint]) => ['--region', `${colour.slice(1)}=${paint}`]),
  ]
}

/** What a file of this kind is asked for with; nothing for what is written unasked. */
function outputWords(recipe: Recipe): string[] {
  const { quality, bits } = recipe
  const format = formatIn(recipe)
  if (format === 'png' && !bits) return []
  return [
    ...['--output', `NAME${endingOf(format)}`],
    ...(quality === undefined ? [] : ['--quality', String(quality)]),
    ...(bits ? ['--bits', String(bits)] : []),
  ]
}
