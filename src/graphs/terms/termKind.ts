import type { Borders } from '../borders.js'
import type { Tensor } from '../graph.js'
import type { ImageSize } from '../imageSize.js'
import type { Average } from './averages.js'
import type { MapSums } from './mapSums.js'

/** What is plain data of a kind of term, for who checks a request and builds no graph. */
export interface TermFacts {
  /** The option that holds its weight. */
  readonly weight: string
}

/** The same of a kind that reads a tap. */
export interface TapFacts extends TermFacts {
  /** The option that holds its taps. */
  readonly layers: string
  /** The picture that its targets are read off. */
  readonly picture: 'content' | 'style'
  /** Set where it must see all positions at once, so that no windows will do. */
  readonly isWhole?: true
}

/** What every kind of loss term says of itself. */
interface Described {
  /** How to compute it, by what is defined; for whoever opens a graph without this project at hand. */
  readonly definitions: Readonly<Record<string, string>>
}

/** A kind of term that reads a tap, and compares what it reads with what it has read off a target picture. */
export interface TapKind<Target extends string = string> extends Described {
  /** The weight that stands for a preset's where features are fitted and have no absolute scale. */
  readonly fittedWeight: number | 'one over its value'
  /** What its targets are called, before the name of their tap. */
  readonly targets: readonly Target[]
  /**
   * Reads a feature map [1, C, H, W], through a soft mask [1, 1, H, W] where one is given; the same for the image and for the target
   * picture. The term is the sum of mean((value − target)²) over the values, under the names of `targets`, if there is no `compare`.
   */
  read(map: Tensor, mask?: Tensor): Readonly<Record<Target, Tensor>>
  /** Compares the image's map itself with what was read off the target picture. */
  readonly compare?: {
    /** The shape of each target of a map with so many channels. */
    shape(channels: number): readonly number[]
    /** The term, [1]. */
    term(map: Tensor, targets: Readonly<Record<Target, Tensor>>, mask?: Tensor): Tensor
  }
  /** Makes one of the targets of several pictures. */
  readonly average: Average
  /** How the values come about from sums, so that a map can be read in parts; absent where they are as large as the map. */
  readonly sums?: MapSums
}

/** A kind of term on the image itself, which has no target. */
export interface ImageKind extends Described {
  /** The weight that stands for a preset's where features are fitted. */
  readonly fittedWeight: number
  /** The term of an image [1, 3, H, W]; shape [1]. */
  term(image: Tensor, borders?: Borders): Tensor
  /**
   * The same without a graph, times a weight, for an image in planes that is too large for one; its gradient is added to `gradient`.
   */
  addTo(gradient: Float32Array, image: Float32Array, size: ImageSize, weight: number): number
}
