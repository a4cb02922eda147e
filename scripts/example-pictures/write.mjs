// Draws the pictures of examples/pictures/ again. Run after `npm run build`: node scripts/example-pictures/write.mjs
import { fileURLToPath } from 'node:url'
import { examplePictures } from '../../dist/images/examplePictures.js'
import { writePicture } from '../../dist/node/files/writePicture.js'
import { encodePicture } from '../../dist/node/pictures/encodePicture.js'

for (const [name, draw] of Object.entries(examplePictures)) {
  const path = fileURLToPath(new URL(`../../examples/pictures/${name}.png`, import.meta.url))
  await writePicture(path, await encodePicture(draw(), { format: 'png' }))
}
