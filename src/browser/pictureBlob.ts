/// <reference lib="dom" />
import type { Picture } from '../images/picture.js'
import type { OutputFormat } from '../images/recipe.js'
import { encodingOf, type SaveOptions } from '../stylize/saveOptions.js'
import { encodePicture } from './encodePicture.js'

/** How a picture is saved by a page. */
export interface BlobOptions extends SaveOptions {
  /** PNG by default. */
  readonly format?: OutputFormat
}

/**
 * A picture file for the page to show or download: what `savePicture` writes under Node.
 *
 * @throws NstOnnxError `failed` where the browser cannot encode so many pixels, or a JPEG cannot hold the recipe
 */
export async function pictureBlob(picture: Picture, { format = 'png', ...options }: BlobOptions = {}): Promise<Blob> {
  return new Blob([await encodePicture(picture, encodingOf(format, options))], { type: `image/${format}` })
}
