/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { startsWith } from '../images/chunks.js'
import { damaged, inspectPicture, requireReadableSize, sizeInHeader } from '../images/inspectPicture.js'
import { drawSvg } from './drawSvg.js'
import { withJpegEnd } from './withJpegEnd.js'

/** Where a file that begins so is SVG, its bytes taken as Latin-1: a byte order mark, a declaration and comments may come first. */
const SVG = /^(?:\xef\xbb\xbf)?\s*<(?:[?!][\s\S]*<)?svg[\s>]/
const SVG_HEAD = 8_000

const OPTIONS = { imageOrientation: 'from-image', premultiplyAlpha: 'none', colorSpaceConversion: 'default' } as const

/**
 * Decodes a picture file of any kind that this browser reads, upright by its EXIF orientation and in sRGB by its colour profile.
 * SVG is drawn, with a long side of 1024 to 4096 pixels.
 *
 * @param name what messages call the file
 * @throws NstOnnxError `input`, one line, for whatever is wrong with the file, and for one too large before it is decoded
 */
export async function openBitmap(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ImageBitmap> {
  const isDrawing = SVG.test(new TextDecoder('latin1').decode(bytes.subarray(0, SVG_HEAD)))
  const size = isDrawing ? undefined : sizeInHeader(bytes)
  if (size) requireReadableSize(name, size.width, size.height)
  try {
    return await (isDrawing ? drawSvg(bytes) : decode(bytes))
  } catch (cause) {
    const { format } = inspectPicture(bytes, name)
    if (format !== 'tiff') throw damaged(name, format, 'or of a kind that this browser does not decode', cause)
    throw new NstOnnxError('picture-tiff-in-page', { name }, { cause })
  }
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes]), OPTIONS)
  } catch (cause) {
    const ended = startsWith(bytes, '\xff\xd8') && (await withJpegEnd(bytes))
    if (!ended) throw cause
    return createImageBitmap(ended, OPTIONS)
  }
}
