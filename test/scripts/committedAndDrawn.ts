import { fileURLToPath } from 'node:url'
import { examplePictures } from '../../scripts/example-pictures/examplePictures.js'
import { pictureFromRgba, rgbaFromPicture } from '../../src/images/rgba.js'
import { readPicture } from '../../src/node/pictures/readPicture.js'

/**
 * An example picture as it is committed and as its program draws it, their pixels as bytes. Pixels and not file bytes are compared: zlib may
 * compress differently from one version of Node to the next.
 */
export async function committedAndDrawn(name: string): Promise<{ committed: Buffer; drawn: Buffer }> {
  const path = fileURLToPath(new URL(`../../examples/pictures/${name}.png`, import.meta.url))
  const picture = examplePictures[name]!()
  const inBytes = pictureFromRgba(new Uint8Array(rgbaFromPicture(picture).buffer), picture.width, picture.height)
  return { committed: Buffer.from((await readPicture(path)).pixels.buffer), drawn: Buffer.from(inBytes.pixels.buffer) }
}
