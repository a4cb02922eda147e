import { NstOnnxError } from '../errors.js'
import { SMALLEST_SIDE } from '../graphs/vgg19.js'
import type { Picture } from './picture.js'
import { resizePicture } from './resizePicture.js'

/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** The size with the same aspect ratio whose longer side is `longSide`; the shorter is rounded, and is at least 1. */
export function fitLongSide(width: number, height: number, longSide: number): Size {
  const scale = longSide / Math.max(width, height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Refuses a picture that is too small for the network.
 *
 * @throws NstOnnxError 'input' where a side is under 16 pixels
 */
export function requireMinSide(name: string, { width, height }: Size): void {
  if (Math.min(width, height) >= SMALLEST_SIDE) return
  throw new NstOnnxError('picture-too-small', { name, width, height, least: SMALLEST_SIDE })
}

/**
 * The size of a picture scaled to a long side.
 *
 * @param option what sets the long side
 * @throws NstOnnxError 'input' where the picture, or what it is scaled to, is too small for the network
 */
export function scaledSize(name: string, own: Size, longSide: number, option: string): Size {
  requireMinSide(name, own)
  const size = fitLongSide(own.width, own.height, longSide)
  if (Math.min(size.width, size.height) >= SMALLEST_SIDE) return size
  const [long, short] = [Math.max(own.width, own.height), Math.min(own.width, own.height)]
  // Half a pixel less is rounded up, where floating-point numbers hit upon exactly that.
  const nearly = Math.ceil(((SMALLEST_SIDE - 0.5) * long) / short)
  const fitted = fitLongSide(long, short, nearly)
  const leastSize = fitted.height < SMALLEST_SIDE ? nearly + 1 : nearly
  const told = { name, ...size, least: SMALLEST_SIDE, sizeOption: option, leastSize }
  throw new NstOnnxError('picture-scaled-too-small', told)
}

/** The size with the aspect ratio of `own` that covers `size`, and is no larger than that takes. */
export function coveringSize(own: Size, size: Size): Size {
  const scale = Math.max(size.width / own.width, size.height / own.height)
  return { width: Math.ceil(scale * own.width - 1e-9), height: Math.ceil(scale * own.height - 1e-9) }
}

/** Scales and crops around the centre so that the picture fills exactly `width` × `height`, undistorted. */
export function coverPicture(picture: Picture, width: number, height: number): Picture {
  const cropWidth = Math.min(picture.width, Math.max(1, Math.round((picture.height * width) / height)))
  const cropHeight = Math.min(picture.height, Math.max(1, Math.round((picture.width * height) / width)))
  return resizePicture(cropCentre(picture, cropWidth, cropHeight), width, height)
}

function cropCentre(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture
  const left = Math.floor((picture.width - width) / 2)
  const top = Math.floor((picture.height - height) / 2)
  const crop = (planes: Float32Array, count: number) => {
    const result = new Float32Array(count * width * height)
    for (let plane = 0; plane < count; plane++) {
      for (let y = 0; y < height; y++) {
        const from = (plane * picture.height + top + y) * picture.width + left
        result.set(planes.subarray(from, from + width), (plane * height + y) * width)
      }
    }
    return result
  }
  const { pixels, alpha } = picture
  return { width, height, pixels: crop(pixels, 3), ...(alpha && { alpha: crop(alpha, 1) }) }
}
