import { NstOnnxError } from '../errors.js'
import { coverPicture, type Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import { uniformSource } from '../random.js'

/** The starts that have a name; anything else is a picture file. */
export const START_NAMES: readonly string[] = ['content', 'noise', 'style']

/** Uniform noise, planes [3, height, width] in [0, 1]. */
export function noiseImage({ width, height }: Size, seed: number): Picture {
  const uniform = uniformSource(seed)
  return { width, height, pixels: Float32Array.from({ length: 3 * width * height }, uniform) }
}

/** The pictures that a run may start from. */
export interface StartPictures {
  /** The content picture at the size of the result. */
  readonly content?: Picture | undefined
  readonly style?: Picture | undefined
  /** The user's start picture, where `init` is none of the names. */
  readonly own?: Picture | undefined
}

/**
 * The image that a run starts from, in the size of the result. The style picture is cropped to fill, so that its strokes
 * keep their shape; a picture of the user's own is taken whole. Throws NstOnnxError `usage` where the picture that it is to
 * start from is not part of the run.
 */
export function startImage(init: string, { content, style, own }: StartPictures, size: Size, seed: number): Picture {
  if (own) return resizePicture(own, size.width, size.height)
  if (init === 'noise') return noiseImage(size, seed)
  const picture = init === 'style' ? style : content
  if (!picture) throw new NstOnnxError('start-picture-missing', { option: 'init', value: init })
  return coverPicture(picture, size.width, size.height)
}
