import { NstOnnxError } from '../errors.js'
import type { Convolutions } from '../graphs/convolutions.js'
import type { LossSpecification } from '../graphs/specification.js'
import { inNetworkOrder, type Tap } from '../graphs/taps.js'
import { hasWindows } from '../graphs/windowPlan.js'
import { tapNamed } from '../options/checkOptions.js'
import { type FilledOptions, filledOptions } from '../options/filledOptions.js'
import { type Colours, OPTIONS, type Options } from '../options/optionsTable.js'
import { PRESETS, type PresetName } from '../options/presets.js'
import type { Device } from '../runtime/devices.js'
import type { MapPrecision } from '../runtime/mapPrecision.js'
import { chosenTerms } from './chosenTerms.js'
import { isStartName, type StartName } from './inputs.js'
import { requireAsMany, type Scales, stageCount } from './stageCount.js'

/** How long and wide windows are, beside their halo, or that the picture is evaluated whole. */
export type Window = number | 'whole'

/** The options of a run with every default filled in and every name resolved. */
export interface Settings {
  readonly preset: PresetName
  readonly size: number
  readonly styleSize: number
  readonly colors: Colours
  readonly scales: Scales
  /** The steps of all stages. */
  readonly iterations: number
  /** Where they were given one by one. */
  readonly iterationsByStage?: readonly number[]
  /** Factors of the content weight, where they were given. */
  readonly contentByStage?: readonly number[]
  /** The taps that the last of several stages reads; all where the list is empty. */
  readonly finestLayers: readonly Tap[]
  /** Weights are in the units of VGG-19's features. */
  readonly specification: LossSpecification
  /** Whether pooling was asked for by name. */
  readonly poolGiven: boolean
  /** Where the image starts; `picture` is one of the user's own. */
  readonly init: StartName | 'picture'
  readonly seed: number
  readonly optimizer: 'lbfgs' | 'adam'
  /** Curvature pairs; where it is not given, the result's size decides. */
  readonly history: number | undefined
  readonly learningRate: number
  readonly device: Device | 'auto'
  readonly threads: number | undefined
  /** The length of windows, beside their halo; where it is not given, the plan decides. */
  readonly window: Window | undefined
  /** How exact the content's maps are where they are kept by windows; where it is not given, the result's size decides. */
  readonly mapPrecision: MapPrecision | undefined
  /** How convolutions are computed; where it is not given, the machine decides. */
  readonly convolutions: Convolutions | undefined
  /** The most bytes that the process may take. */
  readonly memory: number | undefined
}

/** Fills in what options leave out. Each is right by itself; throws NstOnnxError `usage` for options at odds. */
export function resolveSettings(options: Options): Settings {
  const filled = filledOptions(options)
  const { preset, size, styleSize, iterations, init, seed, optimizer, history, learningRate, device, threads } = filled
  const { scales, contentByStage, colors } = filled
  requireRising(scales, options.size)
  requireOneStyleSize(options, styleSize)
  if (options.strength !== undefined && options.styleWeight !== undefined)
    throw new NstOnnxError('strength-and-weight', { option: 'strength' })
  const byStage = {
    ...(isList(iterations) && { iterationsByStage: iterations }),
    ...(contentByStage !== undefined && { contentByStage: listOf(contentByStage) }),
  }
  const count = stageCount(scales)
  if (count !== undefined) {
    requireAsMany('iterations', byStage.iterationsByStage, count)
    requireAsMany('contentByStage', byStage.contentByStage, count)
  }
  const pool = filled.pool ?? PRESETS[preset].pool
  const specification = { terms: chosenTerms(filled), pool, borders: filled.borders }
  return {
    preset,
    size,
    styleSize,
    colors,
    scales,
    iterations: listOf(iterations).reduce((sum, own) => sum + own, 0),
    ...byStage,
    finestLayers: inNetworkOrder(filled.finestLayers.map(layer => tapNamed('finestLayers', layer))),
    specification,
    poolGiven: filled.pool !== undefined,
    init: isStartName(init) ? init : 'picture',
    seed,
    optimizer,
    history,
    learningRate,
    device,
    threads,
    window: windowOf(filled, specification),
    mapPrecision: filled.mapPrecision,
    convolutions: filled.convolutions,
    memory: filled.memory,
  }
}

/**
 * What is seamless has no edges that a window could begin at, and ranks are among all positions. Throws NstOnnxError `usage` for a window
 * there.
 */
function windowOf({ window }: Pick<FilledOptions, 'window'>, specification: LossSpecification): Window | undefined {
  const isSeamless = specification.borders === 'circular'
  if (!isSeamless && hasWindows(specification)) return window
  if (typeof window === 'number')
    throw new NstOnnxError(isSeamless ? 'window-and-seamless' : 'window-and-histogram', {
      option: 'window',
      value: window,
    })
  return 'whole'
}

/** Throws NstOnnxError `usage` for long sides that do not rise to the size of the result. */
function requireRising(scales: Scales, size: number | undefined): void {
  if (!isList(scales)) return
  const falling = scales.find((side, index) => index > 0 && side <= (scales[index - 1] ?? 0))
  if (falling !== undefined) throw new NstOnnxError('scales-falling', { option: 'scales', value: falling })
  const last = scales.at(-1)
  if (last !== undefined && size !== undefined && size !== last)
    throw new NstOnnxError('scales-and-size', { option: 'scales', value: last, size })
}

/** Throws NstOnnxError `usage` where the size of the style picture is said twice, or its scale leads out of what a size may be. */
function requireOneStyleSize({ styleSize: given, styleScale }: Options, styleSize: number): void {
  if (styleScale === undefined) return
  if (given !== undefined) throw new NstOnnxError('style-scale-and-size', { option: 'styleScale' })
  const { min, max } = OPTIONS.styleSize
  if (styleSize < min || styleSize > max)
    throw new NstOnnxError('style-scale-out-of-range', {
      option: 'styleScale',
      value: styleSize,
      least: min,
      limit: max,
    })
}

const isList = (value: unknown): value is readonly number[] => Array.isArray(value)
const listOf = (value: number | readonly number[]): readonly number[] => (isList(value) ? value : [value])
