import { NstOnnxError } from '../errors.js'
import type { Picture } from './picture.js'

/** Passes a picture on unless every pixel of it is transparent. Throws NstOnnxError `input` then. */
export function requireVisible(picture: Picture, name: string): Picture {
  if (!picture.alpha?.every(opacity => opacity === 0)) return picture
  throw new NstOnnxError('picture-transparent', { name })
}
