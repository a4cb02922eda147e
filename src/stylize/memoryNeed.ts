import { compileLossGraph } from '../graphs/lossGraph.js'
import type { ModelProto } from '../graphs/onnxProto.js'
import { peakActivationBytes } from '../graphs/peakActivationBytes.js'
import { type ImageSize, type LossSpecification, readOff, tapsOf } from '../graphs/specification.js'
import { layersUpTo } from '../graphs/taps.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { type Device, isCpu } from '../runtime/devices.js'
import type { Settings } from './settings.js'

/** A run as far as its memory goes. */
export interface MemoryQuestion {
  readonly specification: LossSpecification
  readonly device: Device
  readonly optimizer: Pick<Settings, 'optimizer' | 'history' | 'iterations'>
  /** The size of the result. */
  readonly size: ImageSize
  /** The size of the style picture, where there is one. */
  readonly styleSize?: ImageSize | undefined
}

/** The process before there is a picture: Node, ONNX Runtime, the decoders and what they leave behind. Measured on Linux. */
export const PROCESS_BYTES = 200e6
/** Each weight as it was read, as the session has it and reversed for the backward pass, beside the copy of a worker. */
const COPIES_OF_WEIGHTS = 5
/** Targets are there as they were read, and as the session has them. */
const COPIES_OF_TARGETS = 2
/** Pictures, gradients and points on their way between threads; what bands are summed in; garbage that is not collected yet. */
const IMAGES_IN_FLIGHT = 12

/**
 * The most memory that the process of a run takes, in bytes, by the graph that it runs. A GPU's own memory is left out, and with it
 * the activations of a run there.
 */
export function memoryNeed({ specification, device, optimizer, size, styleSize }: MemoryQuestion): number {
  const activations = (model: ModelProto) => (isCpu(device) ? peakActivationBytes(model) : 0)
  const weights = layersUpTo(tapsOf(specification)).reduce(
    (sum, layer) => sum + 9 * layer.inChannels * layer.outChannels,
    0,
  )
  const image = 4 * 3 * size.height * size.width
  const loss = compileLossGraph(specification, size)
  const optimizing = activations(loss) + image * (vectors(optimizer) + IMAGES_IN_FLIGHT)
  // Targets are read before the first evaluation, one picture after the other.
  const reading = styleSize ? activations(compileTargetsGraph(readOff(specification, 'style'), styleSize)) : 0
  return (
    PROCESS_BYTES +
    4 * weights * COPIES_OF_WEIGHTS +
    COPIES_OF_TARGETS * inputBytes(loss) +
    Math.max(optimizing, reading)
  )
}

/** The optimiser's vectors, each as large as the image: see LbfgsMemory. */
function vectors({ optimizer, history, iterations }: MemoryQuestion['optimizer']): number {
  return optimizer === 'adam' ? 4 : 2 * Math.min(history, iterations) + 5
}

/** What a graph is given beside the image: targets, nearly all of it. */
function inputBytes({ graph }: ModelProto): number {
  const given = (graph?.input ?? []).filter(({ name }) => name !== 'image')
  return given.reduce((sum, { type }) => {
    const dim = type?.tensorType?.shape?.dim ?? []
    return sum + dim.reduce((bytes, { dimValue }) => bytes * Number(dimValue), 4)
  }, 0)
}
