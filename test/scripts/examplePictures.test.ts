import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { examplePictures } from '../../scripts/example-pictures/examplePictures.js'
import { pictureFromRgba, rgbaFromPicture } from '../../src/images/rgba.js'
import { readPicture } from '../../src/node/pictures/readPicture.js'

/** The others take seconds each on a busy machine, and are drawn in the same way. */
const DRAWN_AGAIN = ['harbour', 'brush-strokes', 'tiles', 'cat']

// Pixels and not file bytes are compared: zlib may compress differently from one version of Node to the next.
test.each(DRAWN_AGAIN)('the committed %s picture is the one that the program draws', async name => {
  const path = fileURLToPath(new URL(`../../examples/pictures/${name}.png`, import.meta.url))
  const drawn = examplePictures[name]!()
  expect([drawn.width, drawn.height]).toEqual([384, 288])
  const inBytes = pictureFromRgba(new Uint8Array(rgbaFromPicture(drawn).buffer), 384, 288)
  expect(Buffer.compare(Buffer.from(inBytes.pixels.buffer), Buffer.from((await readPicture(path)).pixels.buffer))).toBe(
    0,
  )
})
