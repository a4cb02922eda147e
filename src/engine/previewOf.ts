import { fitLongSide } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { Platform } from '../stylize/platform.js'
import type { PreviewOptions } from './messages.js'

/** What makes picture files. */
export type Encoder = Pick<Platform<unknown>, 'encodePicture'>

/** Makes a file of a picture, scaled down to the size asked for. */
export function previewOf(
  picture: Picture,
  { size = Number.POSITIVE_INFINITY, ...encoding }: PreviewOptions,
  { encodePicture }: Encoder,
): Promise<Uint8Array<ArrayBuffer>> {
  return encodePicture(scaledDown(picture, size), encoding)
}

function scaledDown(picture: Picture, longSide: number): Picture {
  if (Math.max(picture.width, picture.height) <= longSide) return picture
  const { width, height } = fitLongSide(picture.width, picture.height, longSide)
  return resizePicture(picture, width, height)
}
