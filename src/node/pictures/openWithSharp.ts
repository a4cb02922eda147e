import type sharpModule from 'sharp'
import type { Sharp } from 'sharp'
import type { Size } from '../../images/fitPicture.js'
import { damaged, MAX_PIXELS, type ReadableFormat, requireReadableSize } from '../../images/inspectPicture.js'
import { type Bitmap, pictureFromSamples } from '../../images/pictureFromSamples.js'
import { withPngGamma } from '../../images/pngGamma.js'
import { rgbFromInks } from '../../images/rgbFromInks.js'
import { withMainBrand } from '../../images/withMainBrand.js'
import type { Decoder } from './decoder.js'
import { decodingBytes, requireDecodingMemory } from './decodingBytes.js'

type SharpModule = typeof sharpModule

/** The time given to a decoder, which a damaged file can keep busy. A large picture takes a second or two. */
const SECONDS = 20

/** Samples of up to 16 bits, planes of float32, and those planes on their way to another size. */
const BYTES_OF_REDUCED_PIXEL = 4 * 2 + 2 * 4 * 4

/** A picture that is scaled down is first reduced by the decoder, to so many times its size: our own resampling does the rest. */
const REDUCED_TO = 2

/** Reads a header with sharp. Throws NstOnnxError `input`. */
export async function openWithSharp(
  sharp: SharpModule,
  file: Uint8Array,
  format: ReadableFormat,
  name: string,
): Promise<Decoder> {
  const bytes = withMainBrand(file)
  const open = (data = bytes, ignoreIcc = false) =>
    sharp(data, { failOn: 'error', limitInputPixels: MAX_PIXELS, ignoreIcc })
  const fail = (error: unknown): never => {
    throw damaged(name, format, reasonOf(error), error)
  }
  const header = await open().metadata().catch(fail)
  const { width, height } = header.autoOrient
  requireReadableSize(name, width, height)
  const ownBytes = decodingBytes(bytes, format, header)
  requireDecodingMemory(name, ownBytes)
  return {
    width,
    height,
    decoder: `sharp ${sharp.versions.sharp} (libvips ${sharp.versions.vips})`,
    decodingBytes(size) {
      const { width: w, height: h } = reducedSize({ width, height }, size) ?? { width, height }
      return ownBytes + w * h * BYTES_OF_REDUCED_PIXEL
    },
    async decode({ size = { width, height }, signal }) {
      const reduced = reducedSize({ width, height }, size)
      const isDeep = header.depth !== 'uchar'
      const read = async (data = bytes) => {
        if (header.space === 'cmyk')
          return header.icc ? samples(upright(open(data), reduced), false) : inks(upright(open(data), reduced), isDeep)
        // sharp takes a profile of 16-bit values for another one: they are taken as they are, or lose the bits that it would convert.
        if (!isDeep || !header.icc) return samples(upright(open(data), reduced), isDeep)
        if (isSrgbProfile(header.icc)) return samples(upright(open(data, true), reduced), true)
        const shallow = upright(open(data, true), reduced).toColourspace('srgb').keepIccProfile()
        return samples(open(await shallow.png({ compressionLevel: 0 }).toBuffer()), false)
      }
      const decoded = read().catch(async error => {
        if (format !== 'jpeg' || !CUT_SHORT.test(String(error))) throw error
        // Where nothing but the mark of the end is missing, whatever else comes before that mark makes no difference.
        const ended = await read(withEnd(bytes, []))
        const filled = await read(withEnd(bytes, FILLING))
        if (ended.data.some((value, i) => value !== filled.data[i])) throw error
        return ended
      })
      const bitmap = await orAborted(decoded.catch(fail), signal)
      return pictureFromSamples(format === 'png' ? withPngGamma(bitmap, bytes) : bitmap)
    },
  }
}

/** The decoder's version of a size: its own where that is no more than twice as large, and else twice the size. */
function reducedSize(own: Size, wanted: Size): Size | undefined {
  const width = Math.min(own.width, REDUCED_TO * wanted.width)
  const height = Math.min(own.height, REDUCED_TO * wanted.height)
  return width < own.width || height < own.height ? { width, height } : undefined
}

function upright(image: Sharp, reduced: Size | undefined): Sharp {
  const upright = image.autoOrient().timeout({ seconds: SECONDS })
  return reduced ? upright.resize({ ...reduced, fit: 'fill', kernel: 'lanczos3' }) : upright
}

/** The samples of an image in sRGB, of 16 bits or 8. */
function samples(image: Sharp, isDeep: boolean): Promise<Bitmap> {
  return raw(image.toColourspace(isDeep ? 'rgb16' : 'srgb'), isDeep)
}

/** The same of inks that no profile describes: libvips would take them for those of a certain press. */
async function inks(image: Sharp, isDeep: boolean): Promise<Bitmap> {
  return rgbFromInks(await raw(image.pipelineColourspace('cmyk').toColourspace('cmyk'), isDeep))
}

async function raw(image: Sharp, isDeep: boolean): Promise<Bitmap> {
  const { data, info } = await image.raw({ depth: isDeep ? 'ushort' : 'uchar' }).toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const values = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data
  return { data: values, width, height, channels }
}

/** Whether a profile is one of sRGB's, by the name it gives itself, in one of two encodings. Some have its primaries for linear light. */
function isSrgbProfile(icc: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(icc).replaceAll('\0', '')
  return /sRGB/.test(text) && !/linear|g10/i.test(text)
}

/** libjpeg's words for a file that ends too soon. */
const CUT_SHORT = /premature end/i

/** Bits that no decoder takes for the absence of any. */
const FILLING = new Uint8Array(64).fill(0x2a)

const withEnd = (jpeg: Uint8Array, filling: Iterable<number>): Uint8Array =>
  Buffer.concat([jpeg, Uint8Array.from(filling), Uint8Array.of(0xff, 0xd9)])

/** Settles with the signal's reason as soon as that comes: the decoder ends by itself, and nobody waits for it. */
function orAborted<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return value
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** libvips's complaint on one line, without the name of the part of it that complains. */
function reasonOf(error: unknown): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('\n')
  return first.replace(/^(Input buffer has corrupt header:\s*)?(\w+2?\w*: )*/, '').trim() || 'its header cannot be read'
}
