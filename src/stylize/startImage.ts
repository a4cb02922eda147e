import { coverPicture, type Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import { uniformSource } from '../random.js'
import type { Settings } from '../requests/settings.js'

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
  /** The user's start picture, where `init` is `picture`. */
  readonly own?: Picture | undefined
}

/**
 * The image that a run starts from, in the size of the result. The style picture is cropped to fill, so that its strokes
 * keep their shape; a picture of the user's own is taken whole.
 */
export function startImage(
  init: Settings['init'],
  { content, style, own }: StartPictures,
  size: Size,
  seed: number,
): Picture {
  if (own) return resizePicture(own, size.width, size.height)
  if (init === 'noise') return noiseImage(size, seed)
  const picture = init === 'style' ? style : content
  if (!picture) throw new Error('a request was checked to have the picture that its run starts from')
  return coverPicture(picture, size.width, size.height)
}
