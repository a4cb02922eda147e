import { expect, test } from 'vitest'
import { examplePictures } from '../../scripts/example-pictures/examplePictures.js'
import { committedAndDrawn } from './committedAndDrawn.js'

test.each(Object.keys(examplePictures))('the committed %s picture is the one that the program draws', async name => {
  const { committed, drawn } = await committedAndDrawn(name)
  expect(committed.compare(drawn)).toBe(0)
})
