import type { Metadata } from 'sharp'
import { NstOnnxError } from '../../errors.js'
import type { ReadableFormat } from '../../images/inspectPicture.js'
import { jpegFrame } from '../../images/jpegFrame.js'
import { readTiffDirectory } from '../../images/tiffDirectory.js'

/** More than this is not spent on decoding a picture, whatever the machine has: 99 megapixels of most kinds take less. */
const MOST_BYTES = 400e6

/**
 * The most that sharp's decoders hold of a picture besides what they are asked for, by its header. Most formats are read row by
 * row; others need all of it at once.
 */
export function decodingBytes(
  bytes: Uint8Array,
  format: ReadableFormat,
  {
    width,
    height,
    channels,
    depth,
    isProgressive,
    orientation = 1,
  }: Pick<Metadata, 'width' | 'height' | 'channels' | 'depth' | 'isProgressive' | 'orientation'>,
): number {
  const pixels = width * height
  const sampleBytes = depth === 'uchar' ? 1 : depth === 'ushort' || depth === 'short' ? 2 : 4
  const whole = pixels * channels * sampleBytes
  switch (format) {
    case 'jpeg':
      // Two bytes a coefficient, where several passes refine them. A turned one is reduced as it is read.
      return isProgressive ? 2 * pixels * coefficientsAPixel(bytes) : 0
    case 'png':
      return isProgressive || orientation > 1 ? whole : 0
    case 'tiff':
      return orientation > 1 ? whole : pieceBytes(bytes, width, height, channels * sampleBytes)
    case 'webp':
      return 6 * pixels
    case 'gif':
      // The canvas and the frame before.
      return 8 * pixels
    case 'avif':
      // Planes, copies in RGB, and the decoder's references; as measured.
      return (sampleBytes === 1 ? 16 : 20) * pixels
    case 'bmp':
      return 0
  }
}

/** Refuses a picture that would take too much. Throws NstOnnxError `input`. */
export function requireDecodingMemory(name: string, bytes: number): void {
  if (bytes <= MOST_BYTES) return
  throw new NstOnnxError('picture-decoding-too-large', { name, need: megabytes(bytes), most: megabytes(MOST_BYTES) })
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

/** Coefficients of a JPEG for each pixel, all its components together: 1.5 with chroma at half the size. */
function coefficientsAPixel(jpeg: Uint8Array): number {
  const areas = jpegFrame(jpeg)?.components.map(({ across, down }) => across * down) ?? []
  return areas.reduce((sum, area) => sum + area, 0) / Math.max(1, ...areas)
}

/** The largest strip or tile of a TIFF, decoded, and as it is stored. */
function pieceBytes(tiff: Uint8Array, width: number, height: number, pixelBytes: number): number {
  const first = (tag: number, otherwise: number) => readTiffDirectory(tiff)?.values(tag)[0] ?? otherwise
  const strip = width * Math.min(first(278, height), height)
  return 2 * pixelBytes * (first(322, 0) * first(323, 0) || strip)
}
