/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { Picture } from '../images/picture.js'
import { NAMELESS } from '../images/pictureName.js'
import { type Limits, requireFewBytes } from '../requests/limits.js'
import type { OpenedPicture } from '../stylize/platform.js'
import { decodePicture, pictureFromBitmap, readPixels } from './decodePicture.js'
import { digest } from './digest.js'
import { fetchBytes } from './fetchBytes.js'
import type { CarriedInput } from './pictureInput.js'

/** Throws NstOnnxError `input`. */
export async function openPicture(input: CarriedInput, limits: Limits = {}): Promise<OpenedPicture> {
  if (input instanceof ImageBitmap || input instanceof ImageData) return openPixels(input)
  const { name, bytes } = await named(input)
  requireFewBytes(name, bytes, limits)
  return opened(name, await digest('SHA-256', bytes), await decodePicture(bytes, name))
}

/** The hash is of width, height and pixels: these have no file. */
async function openPixels(input: ImageBitmap | ImageData): Promise<OpenedPicture> {
  const bitmap = readPixels(input, NAMELESS)
  const { data, width, height } = bitmap
  // At once: the page may draw on.
  const picture = pictureFromBitmap(bitmap, NAMELESS)
  const size = new TextEncoder().encode(`${width}x${height}\0`)
  const sha256 = await digest('SHA-256', size, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return opened(NAMELESS, sha256, picture)
}

/** A browser tells a picture's size by decoding it. */
function opened(name: string, sha256: string, picture: Picture): OpenedPicture {
  const { width, height } = picture
  const decode: OpenedPicture['decode'] = async ({ size = picture } = {}) => {
    // The worker has it anyway; a page that reads pictures at their own size has no use for it.
    const { resizePicture } = await import('../images/resizePicture.js')
    return resizePicture(picture, size.width, size.height)
  }
  return { name, sha256, width, height, decode }
}

/** The bytes of a file, and what it is called. */
async function named(
  input: Exclude<CarriedInput, ImageBitmap | ImageData>,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  if (input instanceof Blob) {
    const name = input instanceof File ? input.name : NAMELESS
    const gone = (cause: unknown) => {
      throw new NstOnnxError('picture-gone', { name }, { cause })
    }
    return { name, bytes: new Uint8Array(await input.arrayBuffer().catch(gone)) }
  }
  // A copy: the browser decodes no shared memory.
  if ('bytes' in input) return { name: input.name ?? NAMELESS, bytes: new Uint8Array(input.bytes) }
  const name = input.url
  const unreachable = (cause: Error) => {
    throw new NstOnnxError('address-unreachable', { name, reason: cause.message }, { cause })
  }
  return { name, bytes: await fetchBytes(name).catch(unreachable) }
}
