/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { Picture } from '../images/picture.js'
import { NAMELESS } from '../images/pictureName.js'
import { resizePicture } from '../images/resizePicture.js'
import type { OpenedPicture } from '../stylize/platform.js'
import { decodePicture, pictureFromBitmap, readPixels } from './decodePicture.js'
import { digest } from './digest.js'
import { fetchBytes } from './fetchBytes.js'

/** A picture file: its address, relative to the page, a `File` or other `Blob`, or its bytes; or pixels. */
export type PictureInput = string | URL | Blob | Uint8Array | ImageBitmap | ImageData

/** Throws NstOnnxError `input`, and `usage` for what is no picture at all. */
export async function openPicture(input: PictureInput): Promise<OpenedPicture> {
  if (input instanceof ImageBitmap || input instanceof ImageData) return openPixels(input)
  const name = nameOf(input)
  const bytes = await readBytes(input, name)
  return opened(name, await digest('SHA-256', bytes), await decodePicture(bytes, name))
}

/**
 * Reads a picture.
 *
 * @throws NstOnnxError `input` where it is none, or too large
 */
export async function readPicture(input: PictureInput): Promise<Picture> {
  return (await openPicture(input)).decode()
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
  const decode: OpenedPicture['decode'] = async ({ size = picture } = {}) =>
    resizePicture(picture, size.width, size.height)
  return { name, sha256, width, height, decode }
}

function nameOf(input: Exclude<PictureInput, ImageBitmap | ImageData>): string {
  if (input instanceof File) return input.name
  return typeof input === 'string' || input instanceof URL ? String(input) : NAMELESS
}

async function readBytes(
  input: Exclude<PictureInput, ImageBitmap | ImageData>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  // A copy: the run reads it later, and the browser decodes no shared memory.
  if (input instanceof Uint8Array) return new Uint8Array(input)
  const isFile = input instanceof Blob
  if (!isFile && typeof input !== 'string' && !(input instanceof URL)) {
    const wanted = 'a File or other Blob, an address, bytes, an ImageBitmap or ImageData'
    throw new NstOnnxError('picture-not-given', { value: String(input), wanted })
  }
  try {
    return isFile ? new Uint8Array(await input.arrayBuffer()) : await fetchBytes(input)
  } catch (cause) {
    if (isFile) throw new NstOnnxError('picture-gone', { name }, { cause })
    throw new NstOnnxError('address-unreachable', { name, reason: (cause as Error).message }, { cause })
  }
}
