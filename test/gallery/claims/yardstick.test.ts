import { expect, test } from 'vitest'
import { pairsOf, yardstickOf } from '../../../src/gallery/claims/yardstick.js'

test('a yardstick is the median of all pairs, with the nearest and the furthest', () => {
  expect(yardstickOf([5, 1, 3])).toEqual({ pairs: 3, least: 1, median: 3, greatest: 5 })
  expect(yardstickOf([4, 1, 3, 2])).toMatchObject({ pairs: 4, median: 2.5 })
  expect(yardstickOf([])).toBeUndefined()
})

test('three pictures have three pairs, and no picture is paired with itself', () => {
  expect(pairsOf(['a', 'b', 'c'])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ])
})
