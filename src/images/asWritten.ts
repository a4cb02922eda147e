import type { Picture } from './picture.js'
import { pictureFromRgba, rgbaFromPicture } from './rgba.js'

/** A picture as it is after it has been written to a PNG and read again: 8 bits a channel, clamped to [0, 1], on white by its alpha. */
export function asWritten(picture: Picture): Picture {
  return pictureFromRgba(new Uint8Array(rgbaFromPicture(picture).buffer), picture.width, picture.height)
}
