import type { Convolutions } from '../graphs/convolutions.js'
import { compileLossGraph } from '../graphs/lossGraph.js'
import { ModelProto } from '../graphs/onnxProto.js'
import { specialize } from '../graphs/specialize.js'
import {
  canonicalSpecification,
  type ImageSize,
  type LossSpecification,
  readOff,
  tapsOf,
  termNames,
  termWeights,
} from '../graphs/specification.js'
import { compileTargetsGraph } from '../graphs/targetsGraph.js'
import { readsTap, type TermName } from '../graphs/terms/lossTerm.js'
import { extensionOf } from '../graphs/wholeCells.js'
import { comparedTerms, summedTerms } from '../graphs/windowGraphs.js'
import { windowsOf } from '../graphs/windowPlan.js'
import { withConvolutions } from '../graphs/withConvolutions.js'
import { extendedLossFunction, extendedMasks, extendedPicture } from './extendedLossFunction.js'
import type { MapPrecision } from './mapPrecision.js'
import { openSession, output } from './openSession.js'
import { masksOf, readTargetsByWindows } from './readSums.js'
import { requireTermWeights } from './requireTermWeights.js'
import type { SessionHost, Tensors } from './sessionHost.js'
import { createWindowedLossFunction } from './windowedLossFunction.js'

/** An image as the runtime takes it: float32 RGB in planes, [3, height, width]. */
export interface Planes extends ImageSize {
  readonly pixels: Float32Array
}

/** One evaluation of the loss. */
export interface LossEvaluation {
  /** The sum of all weighted terms. */
  readonly loss: number
  /** Each weighted term. */
  readonly terms: Readonly<Record<TermName, number>>
  /** d loss / d image, [3, height, width]. */
  readonly gradient: Float32Array
}

/** The pictures that targets are read from. Only what the terms need must be given. */
export interface TargetPictures {
  /** The content picture, in the size of the loss function. */
  readonly content?: Planes
  /** The style picture, of any size. */
  readonly style?: Planes
}

/** How a loss is evaluated. */
export interface EvaluationOptions {
  /**
   * Evaluates by windows that are so long and wide, beside their halo, where the picture is larger than one: the same numbers up to
   * rounding, in memory that depends on the window only. `whole` by default.
   */
  readonly window?: number | 'whole' | undefined
  /** How the content's maps are kept where that is by windows; `single` by default, `half` takes half the memory. */
  readonly mapPrecision?: MapPrecision | undefined
  /** Whether windows keep what their layers compute from the first pass to the second, which takes memory and saves time. */
  readonly handOn?: boolean | undefined
  /**
   * How convolutions of a picture that is evaluated whole are computed; `direct` by default, and always by windows, whose tiles would lie
   * otherwise than those of the whole and round otherwise.
   */
  readonly convolutions?: Convolutions | undefined
  /** How many of Winograd's tiles there are at least where they are used; as many as pay by default. */
  readonly leastTiles?: number | undefined
}

/** The style transfer loss of images of one size, on a device. */
export interface LossFunction {
  readonly size: ImageSize
  /** How many windows an evaluation goes through; 1 where it takes the picture whole. */
  readonly windows: number
  readonly terms: readonly TermName[]
  /** Reads the targets of its terms off the pictures, such as Gram matrices off the style picture. */
  setTargets(pictures: TargetPictures): Promise<void>
  /** Sets targets that are known already, such as `gram.<tap>` [C, C], and masks: `mask.<region>` [1, 1, height, width]. */
  bindTargets(targets: Tensors): Promise<void>
  /** Gives every term that the loss has another weight. Throws NstOnnxError `usage` where one is left out. */
  setTermWeights(weights: Readonly<Partial<Record<TermName, number>>>): Promise<void>
  /**
   * Loss, terms and gradient at an image [3, height, width], any real values. Targets must be set.
   *
   * @param signal ends it between two windows, with its reason
   */
  lossAndGradient(image: Float32Array, signal?: AbortSignal): Promise<LossEvaluation>
  /** Frees the session. The host stays. */
  release(): Promise<void>
}

/**
 * Loads the loss graph of a specification for one picture size, with the weights of its terms.
 *
 * @param exported a graph, which is used if it is of that specification
 */
export async function createLossFunction(
  host: SessionHost,
  specification: LossSpecification,
  size: ImageSize,
  exported?: Uint8Array,
  how: EvaluationOptions = {},
): Promise<LossFunction> {
  const extension = extensionOf(specification, size)
  if (extension) {
    const ofTaps = { ...specification, terms: specification.terms.filter(readsTap) }
    const whole = await createLossFunction(host, ofTaps, extension.size, exported, how)
    return extendedLossFunction(whole, specification, size, extension)
  }
  const { window, convolutions = 'direct', leastTiles } = how
  const plan = windowsOf(specification, size, window)
  if (plan) {
    const styleTerms = readOff(specification, 'style')
    return createWindowedLossFunction(host, specification, size, plan, how, style =>
      readTargets(host, styleTerms, style, {}, window),
    )
  }
  const model = withConvolutions(
    lossModel(specification, size, exported),
    convolutions,
    leastTiles ? { tiles: leastTiles } : {},
  )
  const session = await openSession(host, model)
  const terms = termNames(specification)
  const bindTargets = (targets: Tensors) => session.bind(targets)
  const loss: LossFunction = {
    size,
    windows: 1,
    terms,
    bindTargets,
    async setTargets({ content, style }) {
      if (style) await bindTargets(await readTargets(host, readOff(specification, 'style'), style))
      if (content) await bindTargets(await readTargets(host, readOff(specification, 'content'), content))
    },
    async setTermWeights(given) {
      const weights = requireTermWeights(terms, given) // has every term
      const inputs = terms.map(term => [`weight.${term}`, { data: Float32Array.of(weights[term]!), dims: [1] }])
      await session.bind(Object.fromEntries(inputs))
    },
    async lossAndGradient(image) {
      const outputs = await session.run({ image: { data: image, dims: [1, 3, size.height, size.width] } })
      const values = output(outputs, 'terms')
      return {
        loss: output(outputs, 'loss')[0] ?? Number.NaN,
        terms: Object.fromEntries(terms.map((term, index) => [term, values[index]])) as Record<TermName, number>,
        gradient: output(outputs, 'gradient'),
      }
    },
    release: () => session.release(),
  }
  await loss.setTermWeights(termWeights(specification))
  return loss
}

/**
 * Reads off a picture what the terms of a specification compare with, under the names that a loss graph takes it by; nothing for terms
 * on the image itself.
 *
 * @param masks `mask.<region>` [1, 1, height, width] for each region
 * @param window reads by windows, as `createLossFunction` evaluates by them, what is not as large as the picture
 */
export async function readTargets(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors = {},
  window?: number | 'whole',
): Promise<Tensors> {
  const extension = extensionOf(specification, picture)
  if (extension) {
    const larger = extendedPicture(picture, extension)
    return readTargets(host, specification, larger, extendedMasks(masks, picture, extension), window)
  }
  const bySums = { ...specification, terms: summedTerms(specification).map(({ term }) => term) }
  const plan = windowsOf(bySums, picture, window)
  if (!plan) return readWhole(host, specification, picture, masks)
  const others = { ...specification, terms: comparedTerms(specification) }
  return {
    ...(await readTargetsByWindows(host, bySums, picture, masks, plan)),
    ...(await readWhole(host, others, picture, masks)),
  }
}

async function readWhole(
  host: SessionHost,
  specification: LossSpecification,
  picture: Planes,
  masks: Tensors,
): Promise<Tensors> {
  if (tapsOf(specification).length === 0) return {}
  const { height, width, pixels } = picture
  const session = await openSession(host, compileTargetsGraph(specification, { height, width }))
  try {
    return await session.run({ image: { data: pixels, dims: [1, 3, height, width] }, ...masksOf(specification, masks) })
  } finally {
    await session.release()
  }
}

function lossModel(specification: LossSpecification, size: ImageSize, exported?: Uint8Array): ModelProto {
  if (!exported) return compileLossGraph(specification, size)
  const model = ModelProto.decode(exported)
  const describes = model.metadataProps.find(({ key }) => key === 'nst-onnx.specification')?.value
  if (describes !== JSON.stringify(canonicalSpecification(specification))) return compileLossGraph(specification, size)
  return specialize(model, size)
}
