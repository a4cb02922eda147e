import { NstOnnxError } from '../../errors.js'
import type { Encoding } from '../../images/encodeOptions.js'
import type { OutputFormat } from '../../images/outputFormat.js'
import type { Picture } from '../../images/picture.js'
import { pngMarkedSrgb } from '../../images/pngMarkedSrgb.js'
import { rgbaFromPicture } from '../../images/rgba.js'
import { dependency } from '../dependency.js'

/** Encodes a picture as PNG or JPEG where sharp has no build. Throws NstOnnxError `failed` for what jimp does not write. */
export async function encodeWithJimp(
  picture: Picture,
  { format, quality = 100, bits }: Encoding & { readonly format: OutputFormat },
): Promise<Uint8Array<ArrayBuffer>> {
  if ((format !== 'png' && format !== 'jpeg') || bits === 16) {
    const kind = bits === 16 ? '16-bit files' : `${format.toUpperCase()} files`
    throw new NstOnnxError(
      'failed',
      `${kind} are written by sharp, which cannot be loaded here; write an 8-bit .png or a .jpg`,
    )
  }
  const { Jimp } = await dependency(import('jimp'))
  const data = Buffer.from(rgbaFromPicture(picture).buffer)
  const image = new Jimp({ data, width: picture.width, height: picture.height })
  image.background = 0xffffffff
  if (format === 'jpeg') return Uint8Array.from(await image.getBuffer('image/jpeg', { quality }))
  const png = await image.getBuffer('image/png', { colorType: picture.alpha ? 6 : 2, deflateStrategy: 0 })
  return pngMarkedSrgb(png)
}
