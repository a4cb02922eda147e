// Draws the pictures of examples/pictures/ again, or into another folder: `npm run example-pictures [-- FOLDER]`.
import { mkdir } from 'node:fs/promises'
import { resizePicture } from '../../src/images/resizePicture.js'
import { writePicture } from '../../src/node/files/writePicture.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { examplePictures } from './examplePictures.js'

const folder = process.argv[2] ?? 'examples/pictures'
await mkdir(`${folder}/small`, { recursive: true })
for (const [name, draw] of Object.entries(examplePictures)) {
  const picture = draw()
  await writePicture(`${folder}/${name}.png`, await encodePicture(picture, { format: 'png' }))
  // What the page to paint on shows of it before it is chosen.
  const small = resizePicture(picture, 128, 96)
  await writePicture(`${folder}/small/${name}.webp`, await encodePicture(small, { format: 'webp', quality: 80 }))
}
