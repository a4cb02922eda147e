import { expect, test } from 'vitest'
import { evaluate, halve, lengthen, product, sameShape, shorten } from '../../src/graphs/dimension.js'

const SIZES = { height: 45, width: 39 }

test('numbers are halved downwards', () => {
  expect([0, 1, 2, 3, 17, 64].map(halve)).toEqual([0, 0, 1, 1, 8, 32])
})

test('halves of a name stay one division, and evaluate as repeated halving does', () => {
  const halves = [halve('height'), halve(halve('height')), halve(halve(halve('height')))]
  expect(halves).toEqual(['floor(height / 2)', 'floor(height / 4)', 'floor(height / 8)'])
  for (let height = 1; height <= 70; height++) {
    const [once = 0, twice = 0, thrice = 0] = halves.map(half => evaluate(half, { height }))
    expect([once, twice, thrice]).toEqual([height, once, twice].map(value => Math.floor(value / 2)))
  }
})

test('a product of numbers is a number, of names an expression with one number in front', () => {
  expect(product([])).toBe(1)
  expect(product([3, 4, 5])).toBe(60)
  expect(product(['height', 'width'])).toBe('height * width')
  expect(product([2, 'floor(height / 4)', 3])).toBe('6 * floor(height / 4)')
})

test('nothing is cut off by 0, and a name is shortened and lengthened in words, which cancel', () => {
  expect([shorten(5, 2), shorten('height', 0), shorten('height', 1)]).toEqual([3, 'height', 'height - 1'])
  expect([lengthen(5, 2), lengthen('height', 2), lengthen('floor(height / 2)', 1)]).toEqual([
    7,
    'height + 2',
    'floor(height / 2) + 1',
  ])
  expect([shorten('height + 2', 2), shorten('height - 1', 1), shorten('height + 1', 3)]).toEqual([
    'height',
    'height - 2',
    'height - 2',
  ])
})

test.each([
  [7, 7],
  ['7', 7],
  ['height', 45],
  ['floor(width / 4)', 9],
  ['height * width', 45 * 39],
  ['2 * floor(height / 2)', 44],
  ['floor(height / 2) * floor(width / 2)', 22 * 19],
  ['height - 1', 44],
  ['height + 2', 47],
  ['2 * floor(height / 2) + 1', 45],
])('%s is %i at 45 × 39', (dimension, value) => {
  expect(evaluate(dimension, SIZES)).toBe(value)
})

test.each([
  'depth',
  '',
  'floor(height / 2',
  'floor(depth / 2)',
  'height + one',
  'height - one',
  'height - ',
  'height - 1 * width',
  '2.5',
])('"%s" is no dimension', text => {
  expect(() => evaluate(text, SIZES)).toThrow(`cannot resolve the dimension "${text}"`)
})

test('a size that is not a whole number is no size', () => {
  expect(() => evaluate('height', { height: 4.5 })).toThrow('cannot resolve')
})

test('shapes are the same extent by extent', () => {
  expect(sameShape([1, 'height'], [1, 'height'])).toBe(true)
  expect(sameShape([1, 'height'], [1, 'width'])).toBe(false)
  expect(sameShape([1, 2], [1, 2, 1])).toBe(false)
})
