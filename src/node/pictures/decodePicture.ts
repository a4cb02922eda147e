import { NstOnnxError } from '../../errors.js'
import { riffChunks } from '../../images/chunks.js'
import { damaged, inspectPicture, MAX_PIXELS, type ReadableFormat } from '../../images/inspectPicture.js'
import { readOrientation } from '../../images/orientation.js'
import type { Picture } from '../../images/picture.js'
import { requireVisible } from '../../images/requireVisible.js'
import { pictureFromRgba } from '../../images/rgba.js'
import { readTiffDirectory } from '../../images/tiffDirectory.js'
import { dependency } from '../dependency.js'

/** Row-by-row RGBA, 8 bit. */
interface Bitmap {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Decodes a JPEG, PNG, BMP, GIF (first frame), TIFF (first page) or WebP file, upright by its EXIF orientation.
 * Greyscale, palette and 16-bit pictures come out as 8-bit RGB steps; see {@link pictureFromRgba} for alpha.
 *
 * Knows no file system of the caller's, but runs on Node only: jimp's decoders work on `Buffer`. A browser has decoders of
 * its own.
 *
 * @param name what messages call the file
 * @throws NstOnnxError 'input', one line, for whatever is wrong with the file
 */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Picture> {
  const { format, width, height } = inspectPicture(bytes, name)
  if (format === 'tiff') requireWholeTiffStrips(bytes, name)
  if (format === 'webp') requireStillWebp(bytes, name)
  let bitmap: Bitmap
  try {
    bitmap = await decodeBitmap(bytes, format)
  } catch (error) {
    if (error instanceof NstOnnxError) throw error
    // Each decoder throws what it likes, strings and numbers included.
    const detail = error instanceof Error ? error.message : String(error)
    throw damaged(name, format, detail.replace(/\s+/g, ' ').trim(), error)
  }
  if (bitmap.width !== width || bitmap.height !== height || bitmap.data.length !== 4 * width * height) {
    throw damaged(name, format, 'its pixels do not fit its header')
  }
  // All transparent is also what the TIFF decoder returns, without an error, for a pixel format that it does not know.
  return requireVisible(pictureFromRgba(bitmap.data, width, height, readOrientation(bytes, format)), name)
}

async function decodeBitmap(bytes: Uint8Array, format: ReadableFormat): Promise<Bitmap> {
  // Loaded when needed: what only writes help or an error should not wait for decoders.
  if (format === 'webp') return (await dependency(import('./webp.js'))).decodeWebp(bytes)
  const { defaultFormats } = await dependency(import('jimp'))
  // jimp's decoders and not its `Jimp.read`, which turns JPEG files upright but no others.
  const codec = defaultFormats.map(create => create()).find(({ mime }) => mime === `image/${format}`)
  const decode = codec?.decode as (data: Buffer, options?: object) => Bitmap | Promise<Bitmap>
  const buffer = Buffer.from(bytes)
  if (format === 'tiff') forgetLaterPages(buffer)
  return decode(buffer, format === 'jpeg' ? jpegOptions : undefined)
}

const jpegOptions = {
  maxResolutionInMP: MAX_PIXELS / 1e6,
  // jpeg-js refuses beyond 512 MB by its own estimate, which a phone's 50 megapixels exceed.
  maxMemoryUsageInMB: 8192,
}

/** The TIFF decoder would read bytes beyond the file's end as zeros, and print to standard output for tiles. */
function requireWholeTiffStrips(bytes: Uint8Array, name: string): void {
  const directory = readTiffDirectory(bytes)
  if (directory?.values(322).length) {
    throw new NstOnnxError('input', `${name}: tiled TIFF files cannot be read; save it as PNG or as TIFF in strips`)
  }
  const offsets = directory?.values(273) ?? []
  const lengths = directory?.values(279) ?? []
  const whole = offsets.every((offset, strip) => offset + (lengths[strip] ?? 0) <= bytes.length)
  if (offsets.length === 0 || !whole) throw damaged(name, 'tiff', 'its pixels are not in the file')
}

/** The WebP decoder fails on an animation without saying why. */
function requireStillWebp(bytes: Uint8Array, name: string): void {
  for (const { type } of riffChunks(bytes)) {
    if (type === 'ANIM') throw new NstOnnxError('input', `${name}: animated WebP cannot be read; save one frame as PNG`)
  }
}

/** The TIFF decoder would spend time and memory on every page; only the first is wanted. */
function forgetLaterPages(tiff: Buffer): void {
  const directory = readTiffDirectory(tiff)
  if (directory) tiff.fill(0, directory.nextPointer, directory.nextPointer + 4)
}
