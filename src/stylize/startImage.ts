import { coverPicture } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import { uniformSource } from '../random.js'

/** The starts that have a name; anything else is a picture file. */
export const START_NAMES: readonly string[] = ['content', 'noise', 'style']

/** Uniform noise, planes [3, height, width] in [0, 1]. */
export function noiseImage({ width, height }: { width: number; height: number }, seed: number): Picture {
  const uniform = uniformSource(seed)
  return { width, height, pixels: Float32Array.from({ length: 3 * width * height }, uniform) }
}

/**
 * The image that a run starts from, in the size of the content picture. The style picture is cropped to fill, so that its
 * strokes keep their shape; a picture of the user's own is taken whole.
 *
 * @param own the user's start picture, where `init` is neither of the names
 */
export function startImage(
  init: string,
  pictures: { content: Picture; style: Picture; own?: Picture | undefined },
  seed: number,
): Picture {
  const { content, style, own } = pictures
  if (own) return resizePicture(own, content.width, content.height)
  if (init === 'noise') return noiseImage(content, seed)
  return init === 'style' ? coverPicture(style, content.width, content.height) : content
}
