import { expect, test } from 'vitest'
import { committedAndDrawn } from './committedAndDrawn.js'

// The others take seconds each, and are drawn in the same way: examplePictures.long.test.ts.
test.each(['tiles', 'cat'])('the committed %s picture is the one that the program draws', async name => {
  const { committed, drawn } = await committedAndDrawn(name)
  expect(committed.compare(drawn)).toBe(0)
})
