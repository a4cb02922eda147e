import { type OutputFormat, outputFormat } from '../../images/outputFormat.js'
import type { Picture } from '../../images/picture.js'
import { encodingOf, type SaveOptions } from '../../recipes/saveOptions.js'
import { writePicture } from '../files/writePicture.js'
import { encodePicture } from './encodePicture.js'

/**
 * Writes a picture as PNG, JPEG, WebP, AVIF or TIFF, by the path's extension, whole or not at all; values are clamped to [0, 1].
 *
 * @throws NstOnnxError `usage` for another extension or an option that the format has no use for, `failed` where the path cannot be written
 */
export async function savePicture(path: string, picture: Picture, options: SaveOptions = {}): Promise<void> {
  await writePicture(path, await pictureFile(picture, outputFormat(path), options))
}

/**
 * Returns the bytes of the file that `savePicture` would write, for whoever sends a picture somewhere else than to a disk.
 *
 * @throws NstOnnxError `usage` for an option that the format has no use for, `failed` where the picture cannot be encoded
 */
export function pictureFile(
  picture: Picture,
  format: OutputFormat,
  options: SaveOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return encodePicture(picture, encodingOf(format, options))
}
