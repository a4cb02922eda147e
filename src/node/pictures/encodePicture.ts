import { DEFAULT_QUALITY, type EncodeOptions } from '../../images/encodeOptions.js'
import type { Picture } from '../../images/picture.js'
import { embedRecipe } from '../../images/recipe.js'
import { rgbaFromPicture } from '../../images/rgba.js'

export { DEFAULT_QUALITY, type EncodeOptions } from '../../images/encodeOptions.js'

/**
 * Encodes a picture as a PNG (RGB, or RGBA where it has alpha) or a JPEG (alpha blended onto white). The same picture and
 * options give the same bytes. Values are clamped to [0, 1] and rounded to 8 bit.
 */
export async function encodePicture(picture: Picture, options: EncodeOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { format, quality = DEFAULT_QUALITY, recipe } = options
  const { Jimp } = await import('jimp')
  const data = Buffer.from(rgbaFromPicture(picture).buffer)
  const image = new Jimp({ data, width: picture.width, height: picture.height })
  image.background = 0xffffffff
  const bytes = Uint8Array.from(
    format === 'png'
      ? await image.getBuffer('image/png', { colorType: picture.alpha ? 6 : 2, deflateStrategy: 0 })
      : await image.getBuffer('image/jpeg', { quality }),
  )
  return recipe === undefined ? bytes : embedRecipe(bytes, format, recipe)
}
