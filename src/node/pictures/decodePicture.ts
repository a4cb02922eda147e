import type { Picture } from '../../images/picture.js'
import { openPictureFile } from './openPictureFile.js'

/** Decodes a whole picture file, upright by its EXIF orientation and in sRGB by its colour profile: see openPictureFile.ts. */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Picture> {
  return (await openPictureFile(bytes, name)).decode()
}
