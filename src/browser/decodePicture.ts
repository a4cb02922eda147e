/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import { requireReadableSize } from '../images/inspectPicture.js'
import type { Picture } from '../images/picture.js'
import { requireVisible } from '../images/requireVisible.js'
import { pictureFromRgba } from '../images/rgba.js'
import { readableCanvas, requireFaithfulCanvas } from './faithfulCanvas.js'
import { openBitmap } from './openBitmap.js'

/** Row-by-row RGBA, 8 bit. */
export interface Bitmap {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Decodes a picture file: see {@link openBitmap}. Throws NstOnnxError `input`, one line, for whatever is wrong with the file. */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Picture> {
  const image = await openBitmap(bytes, name)
  try {
    return pictureFromBitmap(readPixels(image, name), name)
  } finally {
    image.close()
  }
}

/** Throws NstOnnxError `input` where no pixel can be seen. */
export function pictureFromBitmap({ data, width, height }: Bitmap, name: string): Picture {
  const rgba = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return requireVisible(pictureFromRgba(rgba, width, height), name)
}

/**
 * The pixels of an image in sRGB, not premultiplied; of a smaller copy where this browser’s canvases hold no more. Throws NstOnnxError
 * `input`, for one that has been closed too.
 */
export function readPixels(image: ImageBitmap | ImageData, name: string): Bitmap {
  const { width, height } = image
  if (width * height === 0) throw new NstOnnxError('picture-closed', { name })
  requireReadableSize(name, width, height)
  if (image instanceof ImageData && image.data instanceof Uint8ClampedArray) return image as Bitmap
  requireFaithfulCanvas()
  try {
    const context = readableCanvas(image)
    const { canvas } = context
    context.imageSmoothingQuality = 'high'
    if (image instanceof ImageData) context.putImageData(image, 0, 0)
    else context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return context.getImageData(0, 0, canvas.width, canvas.height)
  } catch (cause) {
    throw new NstOnnxError('picture-too-large-for-page', { name, width, height }, { cause })
  }
}
