// Draws the pictures of examples/pictures/ again, or into another folder: `npm run example-pictures [-- FOLDER]`.
import { writePicture } from '../../src/node/files/writePicture.js'
import { encodePicture } from '../../src/node/pictures/encodePicture.js'
import { examplePictures } from './examplePictures.js'

const folder = process.argv[2] ?? 'examples/pictures'
for (const [name, draw] of Object.entries(examplePictures))
  await writePicture(`${folder}/${name}.png`, await encodePicture(draw(), { format: 'png' }))
