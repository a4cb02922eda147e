/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { type EncodeOptions, requireSide, resolveEncoding } from '../images/encodeOptions.js'
import type { OutputFormat } from '../images/outputFormat.js'
import type { Picture } from '../images/picture.js'
import { pngMarkedSrgb } from '../images/pngMarkedSrgb.js'
import { embedRecipe } from '../images/recipe.js'
import { rgbaFromPicture } from '../images/rgba.js'
import { requireFaithfulCanvas } from './faithfulCanvas.js'

/** The formats that browsers write. */
export type PageFormat = Extract<OutputFormat, 'png' | 'jpeg' | 'webp'>

/**
 * Encodes a picture as a PNG, a JPEG (alpha blended onto white) or a WebP with the browser's own encoder. Values are clamped to
 * [0, 1] and rounded to 8 bit.
 *
 * @throws NstOnnxError `usage` for options that do not fit the format, `failed` where the browser does not write it or has no
 * canvas of this size
 */
export async function encodePicture(
  picture: Picture,
  options: EncodeOptions & { readonly format: PageFormat },
): Promise<Uint8Array<ArrayBuffer>> {
  const { format, recipe } = options
  const { quality = 100, bits } = resolveEncoding(options)
  if (bits === 16) throw new NstOnnxError('bits-in-page', { option: 'bits', value: bits })
  requireFaithfulCanvas()
  requireSide(format, Math.max(picture.width, picture.height))
  const blob = await draw(picture, format)
    .then(canvas => canvas.convertToBlob({ type: `image/${format}`, quality: quality / 100 }))
    .catch(cause => {
      const { width, height } = picture
      throw new NstOnnxError('encoding-failed-in-page', { width, height }, { cause })
    })
  if (blob.type !== `image/${format}`)
    throw new NstOnnxError('format-unwritten-in-page', { format: format.toUpperCase() })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const marked = format === 'png' ? pngMarkedSrgb(bytes) : bytes
  return recipe === undefined ? marked : embedRecipe(marked, format, recipe)
}

/** Whether this browser writes WebP: those that do not write PNG instead. */
export async function writesWebp(): Promise<boolean> {
  const canvas = new OffscreenCanvas(1, 1)
  // Without a context there is nothing to encode.
  canvas.getContext('2d')
  return (await canvas.convertToBlob({ type: 'image/webp' })).type === 'image/webp'
}

async function draw(picture: Picture, format: PageFormat): Promise<OffscreenCanvas> {
  const { width, height, alpha } = picture
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
  return canvas
}
