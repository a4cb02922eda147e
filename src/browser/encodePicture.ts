/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { DEFAULT_QUALITY, type EncodeOptions } from '../images/encodeOptions.js'
import type { Picture } from '../images/picture.js'
import { embedRecipe } from '../images/recipe.js'
import { rgbaFromPicture } from '../images/rgba.js'

/**
 * Encodes a picture as a PNG or a JPEG (alpha blended onto white) with the browser's own encoder. Values are clamped to [0, 1]
 * and rounded to 8 bit. Throws NstOnnxError `failed` where the browser has no canvas of this size.
 */
export async function encodePicture(picture: Picture, options: EncodeOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { format, quality = DEFAULT_QUALITY, recipe } = options
  const { width, height, alpha } = picture
  let blob: Blob
  try {
    const canvas = new OffscreenCanvas(width, height)
    // Read back once, on the CPU, where it is exact.
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas of this size')
    context.putImageData(new ImageData(rgbaFromPicture(picture), width, height), 0, 0)
    if (alpha && format === 'jpeg') {
      context.globalCompositeOperation = 'destination-over'
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
    }
    blob = await canvas.convertToBlob({ type: `image/${format}`, quality: quality / 100 })
  } catch (cause) {
    throw new NstOnnxError(
      'failed',
      `${width}×${height} pixels cannot be encoded by this browser; use a smaller size`,
      { cause },
    )
  }
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return recipe === undefined ? bytes : embedRecipe(bytes, format, recipe)
}
