import { type Convolutions, readingConvolutions } from '../graphs/convolutions.js'
import type { ImageSize } from '../graphs/imageSize.js'
import { compileLossGraph } from '../graphs/lossGraph.js'
import type { ModelProto } from '../graphs/onnxProto.js'
import { peakActivationBytes } from '../graphs/peakActivationBytes.js'
import { type LossSpecification, readOff, tapsOf } from '../graphs/specification.js'
import { layerOf, layersUpTo } from '../graphs/taps.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import type { TapTerm } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Vgg19Convolution } from '../graphs/vgg19.js'
import { extensionOf } from '../graphs/wholeCells.js'
import {
  comparedTerms,
  compileStatisticsGraph,
  compileWindowGradientGraph,
  handedOnBy,
  summedTerms,
} from '../graphs/windowGraphs.js'
import { type WindowPlan, windowsOf } from '../graphs/windowPlan.js'
import { transformedKernelBytes, withConvolutions } from '../graphs/withConvolutions.js'
import { fitLongSide } from '../images/fitPicture.js'
import type { Settings, Window } from '../requests/settings.js'
import { historyAt, mapPrecisionAt } from '../requests/sizedSettings.js'
import type { Stage } from '../requests/stages.js'
import { type Device, isCpu } from '../runtime/devices.js'
import type { MapPrecision } from '../runtime/mapPrecision.js'

/** What says how large a result is: its long side, or both where a texture is made. */
export type SizeOption = 'size' | 'outputSize'

/** A run as far as its memory goes. */
export interface MemoryQuestion {
  readonly specification: LossSpecification
  /** The stage before, where it reads more than the last one: with its long side over the result's. */
  readonly before?: Pick<Stage, 'specification' | 'scale'> | undefined
  readonly device: Device
  /** The largest tensor that the device can hold, in bytes; without it memory is the only limit. */
  readonly largestTensorBytes?: number | undefined
  readonly settings: Pick<Settings, 'optimizer' | 'history' | 'iterations' | 'mapPrecision' | 'convolutions'>
  /** The size of the result. */
  readonly size: ImageSize
  /** What that was asked for by; `size`, where it is not given. */
  readonly sizeOption?: SizeOption
  /** The size of the style picture, where there is one. */
  readonly styleSize?: ImageSize | undefined
  /** Whole, where it is not given. */
  readonly window?: Window | undefined
  /** Whether windows hand on what they compute. */
  readonly handOn?: boolean
  /** `direct`, where it is not given. */
  readonly convolutions?: Convolutions | undefined
}

/** The process before there is a picture: Node, ONNX Runtime, the decoders and what they leave behind. Measured on Linux. */
export const PROCESS_BYTES = 200e6
/** Each weight as it was read, as the session has it and reversed for the backward pass, beside the copy of a worker. */
const COPIES_OF_WEIGHTS = 5
/** The copies among these that each further session takes. */
const COPIES_IN_SESSION = 2
/** What ONNX Runtime leaves behind when it transforms kernels. Measured at 512 pixels, with as many layers as `paint` and `gatys` have. */
const FOLDING_BYTES = 80e6
/** Targets are there as they were read, and as the session has them. */
const COPIES_OF_TARGETS = 2
/** The content picture, the result on its way between threads, and what bands are summed in. */
const IMAGES_IN_FLIGHT = 3
/** Gradients that are not collected yet: a few, but V8 does not let many of large pictures lie. */
const [GARBAGE_IMAGES, MOST_GARBAGE] = [5, 250e6]
/** The image as it is extended, and its gradient. */
const EXTENDED_IMAGES = 2

/**
 * The most memory that the process of a run takes, in bytes, by the graphs that it runs. A GPU's own memory is left out, and with it
 * the activations of a run there.
 */
export const memoryNeed = (question: MemoryQuestion): number => runNeed(question).bytes

/** What a run takes. */
export interface RunNeed {
  /** The most memory that its process takes, in bytes, while one loss is loaded at a time. */
  readonly bytes: number
  /** Bytes that maps and targets of a loss take for each pixel, between evaluations too. */
  readonly perPixel: number
}

let latest: { readonly question: string; readonly need: RunNeed } | undefined

/** What a run takes, by the graphs that it runs; what was told last is known, since jobs of one shape come together. */
export function runNeed(asked: MemoryQuestion): RunNeed {
  const question = JSON.stringify(asked)
  if (latest?.question !== question) latest = { question, need: needOf(asked) }
  return latest.need
}

function needOf({ before, ...last }: MemoryQuestion): RunNeed {
  const layers = layersUpTo(tapsOf((before ?? last).specification))
  const finest = stageNeed(last, layers)
  if (!before) return finest
  const earlier = stageNeed({ ...last, specification: before.specification, ...scaledBy(before.scale, last) }, layers)
  return {
    bytes: Math.max(earlier.bytes, finest.bytes),
    perPixel: Math.max(earlier.perPixel, finest.perPixel),
  }
}

/** What a loss that is evaluated whole holds between evaluations, in bytes: see `RunNeed`. */
export function lossBytes(
  perPixel: number,
  { specification, size }: Pick<Stage, 'specification' | 'size'>,
  convolutions: Convolutions,
): number {
  const kernels = transformedKernelBytes(specification, size, convolutions)
  const weights = COPIES_IN_SESSION * weightBytes(layersUpTo(tapsOf(specification)))
  return Math.ceil(weights + kernels + perPixel * size.width * size.height)
}

const weightBytes = (layers: readonly Vgg19Convolution[]) =>
  layers.reduce((sum, { inChannels, outChannels }) => sum + 4 * 9 * inChannels * outChannels, 0)

function scaledBy(scale: number, { size, styleSize }: Pick<MemoryQuestion, 'size' | 'styleSize'>) {
  const scaled = ({ width, height }: ImageSize) =>
    fitLongSide(width, height, Math.max(1, Math.round(Math.max(width, height) * scale)))
  return { size: scaled(size), ...(styleSize && { styleSize: scaled(styleSize) }) }
}

/** @param layers those that are loaded */
function stageNeed(question: MemoryQuestion, layers: readonly Vgg19Convolution[]): RunNeed {
  const { specification, device, settings, size, styleSize, window, handOn = false, convolutions = 'direct' } = question
  const activations = (model: ModelProto) => (isCpu(device) ? peakActivationBytes(model) : 0)
  const weights = weightBytes(layers)
  const image = 4 * 3 * size.height * size.width
  const extension = extensionOf(specification, size)
  const garbage = Math.min(GARBAGE_IMAGES * image, MOST_GARBAGE)
  const images = garbage + image * (vectors(settings, size) + IMAGES_IN_FLIGHT + (extension ? EXTENDED_IMAGES : 0))
  const evaluated = extension?.size ?? size
  const plan = windowsOf(specification, evaluated, window)
  const loss = plan
    ? windowedNeed(specification, plan, { precision: mapPrecisionAt(settings, size), handOn }, activations)
    : wholeNeed(specification, evaluated, convolutions, activations)
  // Targets are read before the first evaluation, one picture after the other.
  const reading = styleSize ? readingNeed(question, styleSize, activations) : 0
  return {
    bytes:
      PROCESS_BYTES +
      weights * (COPIES_OF_WEIGHTS + (plan ? 1 : 0)) +
      loss.kernels +
      loss.kept +
      Math.max(loss.activations + images, reading),
    perPixel: (loss.kept + loss.activations) / (size.width * size.height),
  }
}

interface LossNeed {
  /** Kernels that are transformed. */
  readonly kernels: number
  /** What graphs are given beside the image: targets, nearly all of it. */
  readonly kept: number
  readonly activations: number
}

function wholeNeed(
  specification: LossSpecification,
  size: ImageSize,
  convolutions: Convolutions,
  activations: Activations,
): LossNeed {
  const loss = withConvolutions(compileLossGraph(specification, size), convolutions)
  const transformed = transformedKernelBytes(specification, size, convolutions)
  return {
    kernels: transformed > 0 ? transformed + FOLDING_BYTES : 0,
    kept: COPIES_OF_TARGETS * inputBytes(loss),
    activations: activations(loss),
  }
}

/** The two graphs of windows keep what either has taken. */
function windowedNeed(
  specification: LossSpecification,
  plan: WindowPlan,
  { precision, handOn }: { precision: MapPrecision; handOn: boolean },
  activations: Activations,
): LossNeed {
  const handed = handOn ? handedOnBy(specification) : []
  const slopes = compileWindowGradientGraph(specification, plan.size, handed)
  const hasStatistics = summedTerms(specification).length > 0
  const statistics = hasStatistics ? [compileStatisticsGraph(specification, plan.size, handed)] : []
  const maps = comparedTerms(specification).reduce((sum, term) => sum + mapBytes(term, plan.size), 0)
  return {
    kernels: 0,
    kept:
      inputBytes(slopes) +
      (plan.windows.length - 1) * inputBytes(slopes, handed) +
      plan.windows.length * (precision === 'half' ? maps / 2 : maps),
    activations: [slopes, ...statistics].reduce((sum, model) => sum + activations(model), 0),
  }
}

type Activations = (model: ModelProto) => number

function readingNeed(
  { specification, window, convolutions }: MemoryQuestion,
  styleSize: ImageSize,
  activations: Activations,
): number {
  const own = readOff(specification, 'style')
  const size = extensionOf(own, styleSize)?.size ?? styleSize
  const plan = windowsOf(own, size, window)
  if (plan) return activations(compileStatisticsGraph(own, plan.size))
  const how = readingConvolutions(convolutions)
  // For the way there only.
  const kernels = transformedKernelBytes(own, size, how) / 2
  return kernels + activations(withConvolutions(compileTargetsGraph(own, size), how))
}

/** The maps of a window that a term compares its own with. */
function mapBytes({ kind, tap }: TapTerm, { height, width }: ImageSize): number {
  const { block, outChannels } = layerOf(tap)
  const step = 2 ** (block - 1)
  return 4 * TERM_KINDS[kind].targets.length * outChannels * Math.floor(height / step) * Math.floor(width / step)
}

/** The optimiser's vectors, each as large as the image: see LbfgsMemory. */
function vectors({ optimizer, iterations, ...settings }: MemoryQuestion['settings'], size: ImageSize): number {
  return optimizer === 'adam' ? 4 : 2 * Math.min(historyAt(settings, size), iterations) + 5
}

/** What a graph is given beside the image: targets, nearly all of it. */
function inputBytes({ graph }: ModelProto, names?: readonly string[]): number {
  const given = (graph?.input ?? []).filter(({ name }) => names?.includes(name ?? '') ?? name !== 'image')
  return given.reduce((sum, { type }) => {
    const dim = type?.tensorType?.shape?.dim ?? []
    return sum + dim.reduce((bytes, { dimValue }) => bytes * Number(dimValue), 4)
  }, 0)
}
