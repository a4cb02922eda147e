import { expect, test } from 'vitest'
import { planGallery } from '../../src/gallery/gallery.js'

const namesWith = (contents: readonly string[], styles: readonly string[]) =>
  planGallery({ contents, styles, layers: ['conv_1', 'conv_4'], options: { size: 64 } }).jobs.map(({ name }) => name)

test('figures that show the same picture share one job', () => {
  const names = namesWith(['a.jpg'], ['s.jpg'])
  expect(new Set(names).size).toBe(names.length)
  // Both figures of reconstructions have this one, the grid, the start and the style weight that.
  expect(names).toContain('reconstruction-1-a-conv2_2-seed1')
  expect(names).toContain('transfer-1-a-1-s')
})

test('pictures that differ have names that differ, however long those of the inputs are', () => {
  const long = (letter: string) => `${letter.repeat(200)}.jpg`
  const short = namesWith(['a.jpg', 'b.jpg'], ['s.jpg', 't.jpg'])
  expect(namesWith([long('a'), long('b')], [long('s'), long('t')])).toHaveLength(short.length)
  expect(namesWith(['夜', '町'].map(long), ['星', '叫'].map(long))).toHaveLength(short.length)
  expect(namesWith(['here/a.jpg', 'there/a.jpg'], ['here/s.jpg', 'there/s.jpg'])).toHaveLength(short.length)
})
