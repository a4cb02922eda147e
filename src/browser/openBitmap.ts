/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { startsWith } from '../images/chunks.js'
import { fitLongSide } from '../images/fitPicture.js'
import { damaged, inspectPicture, requireReadableSize, sizeInHeader } from '../images/inspectPicture.js'
import { withJpegEnd } from './withJpegEnd.js'

/** Where a file that begins so is SVG, its bytes taken as Latin-1: a byte order mark, a declaration and comments may come first. */
const SVG = /^(?:\xef\xbb\xbf)?\s*<(?:[?!][\s\S]*<)?svg[\s>]/
const SVG_HEAD = 8_000

/** A drawing has no pixels of its own: its long side gets what it asks for within these limits, about those of photographs. */
const DRAWING_SIDES = { least: 1024, most: 4096 }

const OPTIONS = { imageOrientation: 'from-image', premultiplyAlpha: 'none', colorSpaceConversion: 'default' } as const

/**
 * Decodes a picture file of any kind that this browser reads, upright by its EXIF orientation and in sRGB by its colour profile.
 * SVG is drawn where there is a document to draw it in.
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

/** Rejects in a worker, which has no images that draw SVG. */
async function drawSvg(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const image = new Image()
  const address = URL.createObjectURL(new Blob([bytes], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const { naturalWidth, naturalHeight } = image
    const asked = Math.max(naturalWidth, naturalHeight)
    const longSide = Math.min(DRAWING_SIDES.most, Math.max(DRAWING_SIDES.least, asked))
    const { width, height } = fitLongSide(naturalWidth, naturalHeight, longSide)
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas of this size')
    context.drawImage(image, 0, 0, width, height)
    context.getImageData(0, 0, 1, 1) // Throws where the browser keeps what it has drawn to itself.
    return await createImageBitmap(canvas, { premultiplyAlpha: 'none' })
  } finally {
    URL.revokeObjectURL(address)
  }
}
