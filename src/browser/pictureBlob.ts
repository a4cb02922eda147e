/// <reference lib="dom" />
import type { Picture } from '../images/picture.js'
import { encodingOf, type SaveOptions } from '../recipes/saveOptions.js'
import { encodePicture, type PageFormat, writesWebp } from './encodePicture.js'

/** How a picture is saved by a page. */
export interface BlobOptions extends Omit<SaveOptions, 'bits'> {
  /** PNG by default, and in place of WebP in a browser that does not write it: the blob's `type` tells. */
  readonly format?: PageFormat
}

/**
 * A picture file for the page to show or download: what `savePicture` writes under Node.
 *
 * @throws NstOnnxError `usage` for a quality that the format does not have, `failed` where the browser cannot encode so many pixels
 */
export async function pictureBlob(picture: Picture, options: BlobOptions = {}): Promise<Blob> {
  const { format: asked = 'png', quality, recipe } = options
  const format = asked === 'webp' && !(await writesWebp()) ? 'png' : asked
  const encoding = encodingOf(format, format === asked ? { quality, recipe } : { recipe })
  return new Blob([await encodePicture(picture, { ...encoding, format })], { type: `image/${format}` })
}
