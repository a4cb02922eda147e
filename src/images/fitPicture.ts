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
 * Refuses a picture, or the size that one is scaled to, which is too small for the network.
 *
 * @throws NstOnnxError 'input' where a side is under {@link SMALLEST_SIDE} pixels
 */
export function requireMinSide(name: string, { width, height }: Size): void {
  if (Math.min(width, height) >= SMALLEST_SIDE) return
  const need = `the network needs at least ${SMALLEST_SIDE} pixels on each side`
  throw new NstOnnxError(
    'input',
    `${name}: ${width}×${height} is too small; ${need}, so use a larger picture or --size`,
  )
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
