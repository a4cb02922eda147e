import { imageSize } from 'image-size'
import { NstOnnxError } from '../errors.js'
import { startsWith } from './chunks.js'
import { jpegFrame } from './jpegFrame.js'
import { readTiffDirectory } from './tiffDirectory.js'
import { AVIF_HEAD, withMainBrand } from './withMainBrand.js'

/** A larger picture is refused before memory is spent on it: 100 megapixels take 1.2 GB as float32 RGB. */
export const MAX_PIXELS = 100_000_000
/** The longest side read; it keeps degenerate strips out. */
export const MAX_SIDE = 30_000

/** The formats that can be read, each with the pattern its files begin with, the bytes taken as Latin-1. */
const readable = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n/,
  gif: /^GIF8[79]a/,
  bmp: /^BM/,
  tiff: /^(II\*\0|MM\0\*)/,
  webp: /^RIFF....WEBP/s,
  avif: AVIF_HEAD,
} as const

export type ReadableFormat = keyof typeof readable

/** What a picture file's header says; the size as stored, before EXIF orientation. */
export interface PictureHeader {
  readonly format: ReadableFormat
  readonly width: number
  readonly height: number
}

/** What people try besides: named in the message, so that they know what to convert. */
const unreadable: readonly (readonly [RegExp, string])[] = [
  [/^....ftyp(hei|hev|mif1|msf1)/s, 'a HEIC picture'],
  [/^(\xff\n|....JXL )/s, 'a JPEG XL picture'],
  [/^....jP/s, 'a JPEG 2000 picture'],
  [/^(II\+\0|MM\0\+)/, 'a BigTIFF picture'],
  [/^8BPS/, 'a Photoshop document'],
  [/^%PDF/, 'a PDF document'],
  [/<svg[\s>]/, 'an SVG drawing'],
  [/^[\s -~\x80-\xff]+$/, 'a text file'],
]

/**
 * Looks at a file's first bytes only: which format it is, and its size.
 * Spends no memory on pixels and needs no file system.
 *
 * @param name what messages call the file
 * @throws NstOnnxError 'input' for anything but JPEG, PNG, GIF, BMP, TIFF, WebP and AVIF, for a damaged header, and for a picture
 * beyond {@link MAX_PIXELS} or {@link MAX_SIDE}
 */
export function inspectPicture(bytes: Uint8Array, name: string): PictureHeader {
  if (bytes.length === 0) throw new NstOnnxError('picture-empty', { name })
  const head = String.fromCharCode(...bytes.subarray(0, 1000))
  const formats = Object.keys(readable) as ReadableFormat[]
  const format = formats.find(candidate => readable[candidate].test(head))
  if (!format) {
    const kindOfFile = unreadable.find(([pattern]) => pattern.test(head))?.[1] ?? 'not a picture this program knows'
    throw new NstOnnxError('picture-format-unknown', { name, kindOfFile })
  }

  const { width, height } = sizeInHeader(bytes) ?? { width: 0, height: 0 }
  if (!(width > 0 && height > 0)) throw damaged(name, format, 'its header gives no size')
  requireReadableSize(name, width, height)
  return { format, width, height }
}

/** Throws NstOnnxError 'input' for a picture beyond {@link MAX_PIXELS} or {@link MAX_SIDE}. */
export function requireReadableSize(name: string, width: number, height: number): void {
  if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS) return
  throw new NstOnnxError('picture-too-large', { name, width, height, megapixels: MAX_PIXELS / 1e6, limit: MAX_SIDE })
}

/** The error for a file that is of a known format and yet cannot be read. */
export function damaged(name: string, format: ReadableFormat, detail: string, cause?: unknown): NstOnnxError {
  return new NstOnnxError('picture-damaged', { name, format: format.toUpperCase(), detail }, { cause })
}

/** The length of the header in a BMP file of OS/2, which is its first byte. */
const OS2_HEADER = 12

/** Width and height as stored, also of kinds that only some browsers read; undefined where no header tells. */
export function sizeInHeader(bytes: Uint8Array): { width: number; height: number } | undefined {
  // image-size runs on past the first page's directory and can take a later page's size for the first's.
  const tiff = readTiffDirectory(bytes)
  if (tiff) return { width: tiff.values(256)[0] ?? 0, height: tiff.values(257)[0] ?? 0 }
  if (startsWith(bytes, 'BM') && bytes[14] === OS2_HEADER && bytes.length > 22) {
    // image-size takes these two-byte numbers for longer ones.
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  }
  const jpeg = startsWith(bytes, '\xff\xd8') && jpegFrame(bytes)
  if (jpeg) return jpeg
  try {
    return imageSize(withMainBrand(bytes))
  } catch {
    return undefined
  }
}
