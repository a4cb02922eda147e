import { expect, test } from 'vitest'
import { vectorSpace } from '../../src/kernels/vectorSpace.js'
import { addThenDot, dot, move, negate, scale } from '../../src/kernels/vectors.js'

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

test.each([...lengths, 10_001])('in a space, vectors of %i are worked on to the same bits', n => {
  const outside = [0.1, -0.7, 3.3].map(first => ramp(n, first).map(Math.sin))
  const space = vectorSpace(n, outside.length, 64)
  const inside = outside.map(vector => {
    const place = space?.take() ?? vector
    place.set(vector)
    return place
  })
  expect(new Set(inside.map(({ buffer }) => buffer)).size).toBe(1)

  const worked = ([a, b, c]: readonly Float32Array[]) => {
    if (!a || !b || !c) throw new Error('three vectors')
    const moved = new Float32Array(n)
    const sums = [dot(a, b), addThenDot(c, 0.3, a, b), dot(c, c)]
    move(moved, outside[1] ?? b, 1.7, c)
    scale(a, 1 / 3)
    negate(b, moved)
    return { sums, vectors: [a, b, c, moved].map(vector => vector.slice()) }
  }
  const expected = worked(outside.map(vector => vector.slice()))
  expect(worked(inside)).toEqual(expected)
})

test('more vectors than a space was made for lie outside it, and one that is given back is had again', () => {
  const space = vectorSpace(5, 1, 0)
  const first = space?.take()
  expect(space?.take().buffer.byteLength).toBe(20)
  if (first) space?.give(first)
  expect(space?.take().byteOffset).toBe(first?.byteOffset)
  expect(vectorSpace(2 ** 30, 2, 0)).toBeUndefined()
})
