import { NstOnnxError } from '../../errors.js'
import type { Encoding } from '../../images/encodeOptions.js'
import type { OutputFormat } from '../../images/outputFormat.js'
import type { Picture } from '../../images/picture.js'
import { pngMarkedSrgb } from '../../images/pngMarkedSrgb.js'
import { rgbaFromPicture } from '../../images/rgba.js'
import { dependency } from '../dependency.js'

/** A format that jimp writes. Throws NstOnnxError `failed` for another, and for 16 bits. */
export function jimpFormat(format: OutputFormat, { bits }: Encoding): 'png' | 'jpeg' {
  if ((format === 'png' || format === 'jpeg') && bits !== 16) return format
  const files = bits === 16 ? '16-bit files' : `${format.toUpperCase()} files`
  throw new NstOnnxError('format-needs-sharp', { files })
}

/** Encodes a picture as PNG or JPEG where sharp has no build. */
export async function encodeWithJimp(
  picture: Picture,
  format: 'png' | 'jpeg',
  { quality = 100 }: Encoding,
): Promise<Uint8Array<ArrayBuffer>> {
  const { Jimp } = await dependency(import('jimp'))
  const data = Buffer.from(rgbaFromPicture(picture).buffer)
  const image = new Jimp({ data, width: picture.width, height: picture.height })
  image.background = 0xffffffff
  if (format === 'jpeg') return Uint8Array.from(await image.getBuffer('image/jpeg', { quality }))
  const png = await image.getBuffer('image/png', { colorType: picture.alpha ? 6 : 2, deflateStrategy: 0 })
  return pngMarkedSrgb(png)
}
