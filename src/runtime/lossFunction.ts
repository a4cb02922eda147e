import type { Convolutions } from '../graphs/convolutions.js'
import type { ImageSize } from '../graphs/imageSize.js'
import type { TermName } from '../graphs/terms/lossTerm.js'
import type { MapPrecision } from './mapPrecision.js'
import type { Tensors } from './sessionHost.js'

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
