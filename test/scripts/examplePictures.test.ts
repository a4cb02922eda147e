import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { examplePictures } from '../../scripts/example-pictures/examplePictures.js'
import { pictureFromRgba, rgbaFromPicture } from '../../src/images/rgba.js'
import { readPicture } from '../../src/node/pictures/readPicture.js'

// Pixels and not file bytes are compared: zlib may compress differently from one version of Node to the next.
test.each(
  Object.entries(examplePictures),
)('the committed %s picture is the one that the program draws', async (name, draw) => {
  const path = fileURLToPath(new URL(`../../examples/pictures/${name}.png`, import.meta.url))
  const drawn = draw()
  expect([drawn.width, drawn.height]).toEqual([384, 288])
  const inBytes = pictureFromRgba(new Uint8Array(rgbaFromPicture(drawn).buffer), 384, 288)
  expect(Buffer.compare(Buffer.from(inBytes.pixels.buffer), Buffer.from((await readPicture(path)).pixels.buffer))).toBe(
    0,
  )
})
