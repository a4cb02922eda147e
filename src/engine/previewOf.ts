import { fitLongSide } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import type { Platform } from '../stylize/platform.js'
import type { PreviewOptions } from './messages.js'

/** What makes picture files. */
export type Encoder = Pick<Platform<unknown>, 'encodePicture'>

/** Makes a file of a picture, scaled down to the size asked for. */
export async function previewOf(
  picture: Picture,
  { size = Number.POSITIVE_INFINITY, ...encoding }: PreviewOptions,
  { encodePicture }: Encoder,
): Promise<Uint8Array<ArrayBuffer>> {
  return encodePicture(await scaledDown(picture, size), encoding)
}

async function scaledDown(picture: Picture, longSide: number): Promise<Picture> {
  if (Math.max(picture.width, picture.height) <= longSide) return picture
  const { width, height } = fitLongSide(picture.width, picture.height, longSide)
  // Loaded for this alone: else a page would hold what its worker scales pictures with.
  const { resizePicture } = await import('../images/resizePicture.js')
  return resizePicture(picture, width, height)
}
