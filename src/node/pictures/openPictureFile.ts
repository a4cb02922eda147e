import { NstOnnxError } from '../../errors.js'
import type { Size } from '../../images/fitPicture.js'
import { inspectPicture } from '../../images/inspectPicture.js'
import type { Picture } from '../../images/picture.js'
import { requireVisible } from '../../images/requireVisible.js'
import { resizePicture } from '../../images/resizePicture.js'
import { bmpFault } from './bmpFault.js'
import type { DecodeOptions } from './decoder.js'
import { jimpFault } from './jimpFault.js'
import { loadSharp } from './loadSharp.js'
import { openWithJimp } from './openWithJimp.js'
import { openWithSharp } from './openWithSharp.js'
import { sharpFault } from './sharpFault.js'

/** A picture file whose header has been read: upright, by its EXIF orientation. */
export interface PictureFile extends Size {
  /** The program that decodes it, with its version: another one may give other pixels. */
  readonly decoder: string
  /** Throws NstOnnxError `input`, or the signal's reason. */
  decode(options?: DecodeOptions): Promise<Picture>
  /** The most that decoding it to a size takes besides the result. */
  decodingBytes(size: Size): number
}

/**
 * Reads a picture file's header: JPEG, PNG, WebP, AVIF, GIF (first frame), TIFF (first page) or BMP. sharp decodes it, in threads
 * of its own, or jimp, in a process of its own: BMP, and the rest where sharp has no build. What would take too much memory, and
 * kinds of which a decoder makes something else, are refused here.
 *
 * @param name what messages call the file
 * @throws NstOnnxError `input`, one line, for whatever is wrong with the file
 */
export async function openPictureFile(bytes: Uint8Array, name: string): Promise<PictureFile> {
  const header = inspectPicture(bytes, name)
  const { format } = header
  const sharp = format === 'bmp' ? undefined : await loadSharp()
  const fault = sharp ? sharpFault(bytes, format) : format === 'bmp' ? bmpFault(bytes) : jimpFault(bytes, format)
  if (fault !== undefined) throw new NstOnnxError('picture-feature-unread', { name, fault })
  const { width, height, decoder, decode, decodingBytes } = sharp
    ? await openWithSharp(sharp, bytes, format, name)
    : openWithJimp(bytes, header, name)
  return {
    width,
    height,
    decoder,
    decodingBytes,
    async decode(options = {}) {
      const { size = { width, height }, signal } = options
      signal?.throwIfAborted()
      const picture = requireVisible(await decode(options), name)
      return resizePicture(picture, size.width, size.height)
    },
  }
}
