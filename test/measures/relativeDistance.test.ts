import { describe, expect, test } from 'vitest'
import { relativeDistance, tensorsDistance } from '../../src/measures/relativeDistance.js'
import { gaussianSource } from '../../src/random.js'

const vector = (...values: number[]) => Float32Array.from(values)

describe('relativeDistance', () => {
  test('is 0 for equal vectors, the zero vector and the empty one among them', () => {
    expect(relativeDistance(vector(1, -2, 3), vector(1, -2, 3))).toBe(0)
    expect(relativeDistance(vector(0, 0), vector(0, 0))).toBe(0)
    expect(relativeDistance(vector(), vector())).toBe(0)
  })

  test.each([
    ['orthogonal', vector(2, 0), vector(0, 2), Math.SQRT2],
    ['orthogonal, one far longer', vector(2, 0), vector(0, 200), Math.SQRT2],
    ['one zero', vector(0, 0), vector(3, 4), Math.SQRT2],
    ['opposite', vector(1, 2), vector(-1, -2), 2],
    ['a tenth longer', vector(1, 2, 2), vector(1.1, 2.2, 2.2), 0.1 / Math.sqrt((1 + 1.21) / 2)],
  ])('%s: symmetric, and as documented', (_, a, b, distance) => {
    expect(relativeDistance(a, b)).toBeCloseTo(distance, 6)
    expect(relativeDistance(b, a)).toBe(relativeDistance(a, b))
  })

  test('unrelated long vectors lie about √2 apart, whatever the scale', () => {
    const random = gaussianSource(1)
    const [a, b] = [0, 1].map(() => Float32Array.from({ length: 20_000 }, random)) as [Float32Array, Float32Array]
    const distance = relativeDistance(a, b)
    expect(Math.abs(distance - Math.SQRT2)).toBeLessThan(0.02)
    const times = (factor: number) => (value: number) => factor * value
    expect(relativeDistance(a.map(times(2 ** 100)), b.map(times(2 ** 100)))).toBeCloseTo(distance, 9)
    expect(relativeDistance(a.map(times(2 ** -100)), b.map(times(2 ** -100)))).toBeCloseTo(distance, 9)
  })

  test('a small difference is not lost among many values', () => {
    const ones = new Float32Array(1_000_000).fill(1)
    const next = ones.map(() => 1 + 2 ** -20)
    expect(relativeDistance(ones, next) / 2 ** -20).toBeCloseTo(1, 5)
  })

  test('a NaN shows', () => {
    expect(relativeDistance(vector(0, Number.NaN), vector(0, 0))).toBeNaN()
  })

  test('refuses vectors of different lengths', () => {
    expect(() => relativeDistance(vector(1), vector(1, 2))).toThrow('vectors of 1 and 2 values cannot be compared')
  })
})

describe('tensorsDistance', () => {
  const tensor = (dims: number[], ...values: number[]) => ({ data: vector(...values), dims })

  test('compares tensors by name', () => {
    const distances = tensorsDistance(
      { 'gram.a': tensor([2], 1, 0), 'gram.b': tensor([1, 2], 3, 4) },
      { 'gram.b': tensor([1, 2], 3, 4), 'gram.a': tensor([2], 0, 1) },
    )
    expect(distances).toEqual({ 'gram.a': Math.SQRT2, 'gram.b': 0 })
  })

  test('refuses a name that is in one only, from either side', () => {
    const [one, two] = [{ a: tensor([1], 1) }, { a: tensor([1], 1), 'gram.b': tensor([1], 1) }]
    expect(() => tensorsDistance(one, two)).toThrow('gram.b has nothing to compare with')
    expect(() => tensorsDistance(two, one)).toThrow('gram.b has nothing to compare with')
    expect(() => tensorsDistance({ constructor: tensor([1], 1) }, {})).toThrow('constructor has nothing')
  })

  test('refuses tensors of different shapes, even of as many values', () => {
    expect(() => tensorsDistance({ a: tensor([1, 2], 1, 2) }, { a: tensor([2, 1], 1, 2) })).toThrow(
      'a of shapes [1,2] and [2,1] cannot be compared',
    )
  })
})
