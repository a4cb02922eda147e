import type { Picture } from '../images/picture.js'
import { openPicture } from './openPicture.js'
import { pageDoor } from './pageDoor.js'
import type { PictureInput } from './pictureInput.js'

/**
 * Reads a picture.
 *
 * @throws NstOnnxError `input` where it is none, or too large, and `usage` for what is no picture at all
 */
export async function readPicture(input: PictureInput): Promise<Picture> {
  // Messages call an address what its user does, as no worker comes between.
  const given = typeof input === 'string' ? { url: input } : pageDoor().picture(input, 'content')
  return (await openPicture(given)).decode()
}
