import type sharpModule from 'sharp'
import type { Sharp } from 'sharp'
import { NstOnnxError } from '../../errors.js'
import type { EncodeOptions } from '../../images/encodeOptions.js'
import type { Picture } from '../../images/picture.js'
import { pngMarkedSrgb } from '../../images/pngMarkedSrgb.js'
import { samplesOf } from '../../images/samples.js'
import { ICC_PROFILE_TAG } from '../../images/tiffDirectory.js'
import { withTiffTag } from '../../images/tiffTag.js'
import { xmpPacket } from '../../images/xmp.js'

/**
 * Encodes a picture with sharp, off the JavaScript thread. The recipe goes into TIFF and AVIF only: the others take it
 * afterwards.
 *
 * @throws NstOnnxError `failed` where sharp fails
 */
export async function encodeWithSharp(
  sharp: typeof sharpModule,
  picture: Picture,
  { format, quality = 100, bits = 8, recipe }: EncodeOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = picture
  const { data, channels } = samplesOf(picture, bits, format === 'jpeg')
  const raw = sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
  const image = bits === 16 ? raw.toColourspace('rgb16') : raw
  const withXmp = () => (recipe === undefined ? image : image.withXmp(xmpPacket(recipe)))
  try {
    switch (format) {
      case 'png':
        // Filters chosen row by row make a painting a seventh smaller.
        return pngMarkedSrgb(await bytesOf(image.png({ compressionLevel: 6, adaptiveFiltering: true })))
      case 'jpeg':
        // Brush strokes have coloured edges, so chroma is kept whole.
        return await bytesOf(image.withIccProfile('srgb').jpeg({ quality, chromaSubsampling: '4:4:4' }))
      case 'webp':
        return await bytesOf(image.withIccProfile('srgb').webp({ quality, smartSubsample: true }))
      case 'avif':
        // Higher efforts take ten times as long for the same size at the same quality.
        return await bytesOf(withXmp().withIccProfile('srgb').avif({ quality, effort: 2, chromaSubsampling: '4:4:4' }))
      case 'tiff': {
        const tiff = (image: Sharp) =>
          bytesOf(image.tiff({ compression: 'deflate', predictor: 'horizontal', ...DENSITY }))
        if (bits === 8) return await tiff(withXmp().withIccProfile('srgb'))
        // sharp takes 16-bit values for Display P3 where it is asked for a profile, and would convert them.
        return withTiffTag(await tiff(withXmp()), ICC_PROFILE_TAG, await srgbProfile(sharp))
      }
    }
  } catch (cause) {
    const reason = (cause as Error).message.replace(/\s+/g, ' ').trim()
    const told = { width, height, format: format.toUpperCase(), reason }
    throw new NstOnnxError('encoding-failed', told, { cause })
  }
}

/** 72 dots per inch, as files have that say nothing; in dots per millimetre. */
const DENSITY = { xres: 72 / 25.4, yres: 72 / 25.4 }

async function bytesOf(image: Sharp): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await image.toBuffer())
}

/** The sRGB profile that sharp writes. */
async function srgbProfile(sharp: typeof sharpModule): Promise<Uint8Array> {
  const pixel = sharp(new Uint8Array(3), { raw: { width: 1, height: 1, channels: 3 } })
  const { icc } = await sharp(await pixel.withIccProfile('srgb').png().toBuffer()).metadata()
  if (!icc) throw new Error('sharp wrote no profile')
  return icc
}
