import { DEFAULT_QUALITY, encodePicture } from '../images/encodePicture.js'
import type { Picture } from '../images/picture.js'
import type { OutputFormat } from '../images/recipe.js'
import { outputFormat, writePicture } from '../images/writePicture.js'
import type { Recipe } from '../stylize/recipe.js'

/** How a picture is written. */
export interface SaveOptions {
  /** JPEG only: 1 (smallest file) … 100 (best picture). Default {@link DEFAULT_QUALITY}. */
  readonly quality?: number
  /** A run's recipe, to be kept inside the file. */
  readonly recipe?: Recipe
}

/**
 * Writes a picture as PNG or JPEG, by the path's extension, whole or not at all; values are clamped to [0, 1].
 *
 * @throws NstOnnxError `usage` for another extension, `failed` where the path cannot be written
 */
export async function savePicture(path: string, picture: Picture, options: SaveOptions = {}): Promise<void> {
  await writePicture(path, await pictureFile(picture, outputFormat(path), options))
}

/** The bytes of a picture file. A JPEG's recipe says its quality too. */
export function pictureFile(picture: Picture, format: OutputFormat, options: SaveOptions): Promise<Uint8Array> {
  const { quality = DEFAULT_QUALITY, recipe } = options
  const complete = recipe && (format === 'jpeg' ? { ...recipe, quality } : recipe)
  return encodePicture(picture, { format, quality, ...(complete && { recipe: JSON.stringify(complete) }) })
}
