import { expect, test } from 'vitest'
import { addThenDot, dot, move, negate, scale } from '../../src/optimizers/vectors.js'

// 1 to 9: with and without a remainder after groups of four.
const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const ramp = (n: number, first: number) => Float32Array.from({ length: n }, (_, i) => first + i)
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)

test.each(lengths)('every element of %i takes part once', n => {
  const [a, b] = [ramp(n, 2), ramp(n, -3)]
  expect(dot(a, b)).toBe(sum(a.map((value, i) => value * b[i]!)))

  const target = ramp(n, 5)
  const expected = target.map((value, i) => value + 2 * a[i]!)
  expect(addThenDot(target, 2, a, b)).toBe(sum(expected.map((value, i) => value * b[i]!)))
  expect(target).toEqual(expected)

  move(target, a, 4, b)
  expect(target).toEqual(a.map((value, i) => value + 4 * b[i]!))
  scale(target, 0.5)
  expect(target).toEqual(a.map((value, i) => 0.5 * (value + 4 * b[i]!)))
  negate(target, a)
  expect(target).toEqual(a.map(value => -value))
})

test('a million small products are summed without losing any', () => {
  const tenths = new Float32Array(1_000_000).fill(0.1)
  const exact = 1_000_000 * Math.fround(0.1) ** 2
  expect(Math.abs(dot(tenths, tenths) / exact - 1)).toBeLessThan(1e-11)
})
