import { type EncodeOptions, requireSide, resolveEncoding } from '../../images/encodeOptions.js'
import type { Picture } from '../../images/picture.js'
import { embedRecipe } from '../../images/recipe.js'
import { encodeWithJimp, jimpFormat } from './encodeWithJimp.js'
import { loadSharp } from './loadSharp.js'

/**
 * Encodes a picture as PNG, JPEG, WebP (lossy), AVIF or TIFF, marked as sRGB. Values are clamped to [0, 1] and rounded once;
 * alpha is kept, but blended onto white in a JPEG. The same picture and options give the same bytes.
 *
 * @throws NstOnnxError `usage` for options that do not fit the format, `failed` where it cannot hold such a picture or this
 * machine cannot write it
 */
export async function encodePicture(picture: Picture, options: EncodeOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { format, recipe } = options
  const encoding = resolveEncoding(options)
  requireSide(format, Math.max(picture.width, picture.height))
  const sharp = await loadSharp()
  const bytes = sharp
    ? await (await import('./encodeWithSharp.js')).encodeWithSharp(sharp, picture, { ...encoding, format, recipe })
    : await encodeWithJimp(picture, jimpFormat(format, encoding), encoding)
  if (recipe === undefined || format === 'tiff' || format === 'avif') return bytes
  return embedRecipe(bytes, format, recipe)
}

/** Makes sure, before work that is to end in such a file, that it can be written here. Throws like {@link encodePicture}. */
export async function requireEncoder(options: EncodeOptions): Promise<void> {
  const encoding = resolveEncoding(options)
  try {
    jimpFormat(options.format, encoding)
  } catch (error) {
    // Loaded only where it matters now: it takes as long as reading a picture does.
    if (!(await loadSharp())) throw error
  }
}
