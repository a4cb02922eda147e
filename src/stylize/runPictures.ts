import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import type { NamedInput } from '../recipes/namedInput.js'
import type { Regions } from '../regions/regions.js'

/** A picture at the size that a run has use for. */
export interface ScaledPicture extends NamedInput {
  readonly picture: Picture
  /** What has been made of its colours, where they are not its own: two of one file are told apart by it. */
  readonly recoloured?: string
  /** The size that it was decoded at, where it has been scaled from that: not to the values that decoding it at its size gives. */
  readonly scaledFrom?: Size
}

/** A style picture, and how much of it beside the others. */
export interface StylePicture extends ScaledPicture {
  readonly weight: number
  readonly mask?: NamedInput
}

/** A run's inputs at the sizes that it uses. */
export interface RunPictures {
  readonly content?: ScaledPicture
  /** None where nothing is painted like another picture. */
  readonly styles: readonly StylePicture[]
  /** A start picture of the user's own, at the size of the result. */
  readonly init?: ScaledPicture
  readonly contentMask?: NamedInput
  /** What the masks make, on the pictures at these sizes. */
  readonly regions?: Regions
}

/** The pictures of a run, and the style picture that fills the result, where the run starts from it. */
export interface ColouredPictures extends RunPictures {
  readonly filling?: Picture
}
