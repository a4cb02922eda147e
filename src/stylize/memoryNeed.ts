import { compileLossGraph } from '../graphs/lossGraph.js'
import { peakActivationBytes } from '../graphs/peakActivationBytes.js'
import type { ImageSize, LossSpecification } from '../graphs/specification.js'
import { layerOf, layersUpTo } from '../graphs/taps.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import type { Device } from '../runtime/devices.js'
import type { Settings } from './settings.js'

/** A run as far as its memory goes. */
export interface MemoryQuestion {
  readonly specification: LossSpecification
  readonly device: Device
  readonly optimizer: Pick<Settings, 'optimizer' | 'history' | 'iterations'>
  /** Of the result. */
  readonly size: ImageSize
  /** Of the style picture, where there is one. */
  readonly styleSize?: ImageSize | undefined
}

/** The process before there is a picture: Node, ONNX Runtime, the decoders and what they leave behind. Measured on Linux. */
const PROCESS_BYTES = 200e6
/** Each weight as it was read, as the session has it and turned round for the backward pass, beside the copy of a worker. */
const COPIES_OF_WEIGHTS = 5
/** Pictures, gradients and points on their way between threads; what bands are summed in; garbage that is not collected yet. */
const IMAGES_IN_FLIGHT = 12

/**
 * The most memory that the process of a run takes, in bytes, by the graph that it runs. A GPU's own memory is left out, and with it
 * the activations of a run there.
 */
export function memoryNeed({ specification, device, optimizer, size, styleSize }: MemoryQuestion): number {
  const { style, content, pool } = specification
  const onCpu = device === 'cpu' || device === 'wasm'
  const activations = (model: Parameters<typeof peakActivationBytes>[0]) => (onCpu ? peakActivationBytes(model) : 0)
  const weights = layersUpTo([...style, ...content]).reduce(
    (sum, layer) => sum + 9 * layer.inChannels * layer.outChannels,
    0,
  )
  const image = 4 * 3 * size.height * size.width
  const optimizing =
    activations(compileLossGraph(specification, size)) + image * (vectors(optimizer) + IMAGES_IN_FLIGHT)
  // Targets are read before the first evaluation, one picture after the other.
  const reading = styleSize ? activations(compileTargetsGraph({ style, content: [], pool }, styleSize)) : 0
  return (
    PROCESS_BYTES +
    4 * weights * COPIES_OF_WEIGHTS +
    contentTargets(specification, size) +
    Math.max(optimizing, reading)
  )
}

/** The optimiser's vectors, each as large as the image: see LbfgsMemory. */
function vectors({ optimizer, history, iterations }: MemoryQuestion['optimizer']): number {
  return optimizer === 'adam' ? 4 : 2 * Math.min(history, iterations) + 5
}

/** Feature maps of the content picture, as they were read and as the session has them. */
function contentTargets({ content }: LossSpecification, { height, width }: ImageSize): number {
  return content.reduce((sum, tap) => {
    const { block, outChannels } = layerOf(tap)
    return sum + (2 * 4 * outChannels * height * width) / 4 ** (block - 1)
  }, 0)
}
