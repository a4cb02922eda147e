import { encodePicture } from '../images/encodePicture.js'
import type { Picture } from '../images/picture.js'
import { outputFormat, writePicture } from '../images/writePicture.js'
import type { Recipe } from '../stylize/recipe.js'

/**
 * Writes a picture as PNG or JPEG, by the path's extension, whole or not at all; values are clamped to [0, 1].
 *
 * @throws NstOnnxError `usage` for another extension, `failed` where the path cannot be written
 */
export async function savePicture(
  path: string,
  picture: Picture,
  { quality, recipe }: { readonly quality?: number; readonly recipe?: Recipe } = {},
): Promise<void> {
  const text = recipe && JSON.stringify(recipe)
  const options = {
    format: outputFormat(path),
    ...(quality !== undefined && { quality }),
    ...(text && { recipe: text }),
  }
  await writePicture(path, await encodePicture(picture, options))
}
