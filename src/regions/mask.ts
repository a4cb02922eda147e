import { fitLongSide, type Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'

/** How far each pixel of a picture belongs to a region. */
export interface Mask extends Size {
  /** [height, width], from 0 to 1. */
  readonly values: Float32Array<ArrayBuffer>
}

/** A mask at the size of its picture, and what messages call it. */
export interface NamedMask {
  readonly name: string
  readonly picture: Picture
  /** The same at the size of {@link colourSize}; absent where that is this size. */
  readonly detail?: Picture | undefined
}

/** Scaled down further, narrow parts of a mask are hardly flat. */
const USUAL_SIDE = 512
/** A mask smaller than this has hardly a pixel that is not at an edge, and is enlarged... */
const SMALL_SIDE = 64
/** ...but no further: what Lanczos' filter leaves beside edges would be flat, and its own colour. */
const MOST_ENLARGED = 16

/**
 * The size at which a mask's colours are told, its own in most cases: a mask is none in a sketch of it, and a photograph becomes one where it
 * is enlarged.
 *
 * @param wanted the size of the mask's picture
 */
export function colourSize({ width, height }: Size, wanted: Size): Size {
  const own = Math.max(width, height)
  const most = own < SMALL_SIDE ? MOST_ENLARGED * own : own
  return fitLongSide(width, height, Math.min(most, Math.max(USUAL_SIDE, wanted.width, wanted.height)))
}
