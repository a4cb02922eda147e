import { describe, expect, test } from 'vitest'
import { waveletBasis } from '../../src/images/waveletBasis.js'
import { uniformSource } from '../../src/random.js'

const noise = (length: number, seed = 1) => {
  const uniform = uniformSource(seed)
  return Float32Array.from({ length }, () => uniform() - 0.5)
}
const norm = (values: Iterable<number>) => Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0))
const inner = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

/** Energy of the coefficients in each segment. */
function energies(values: Float32Array, segments: readonly number[]): number[] {
  return segments.map((end, i) => norm(values.subarray(segments[i - 1] ?? 0, end)) ** 2)
}

describe.each([
  [16, 16],
  [17, 16],
  [16, 33],
  [45, 39],
  [1, 7],
  [2, 2],
])('at %i×%i', (width, height) => {
  const basis = waveletBasis(width, height)
  const length = 3 * width * height
  const x = noise(length)
  const zero = new Float32Array(length)

  test('lengths and inner products are kept', () => {
    const y = noise(length, 2)
    expect(norm(basis.toCoefficients(x))).toBeCloseTo(norm(x), 5)
    expect(inner(basis.toCoefficients(x), basis.toCoefficients(y))).toBeCloseTo(inner(x, y), 5)
  })

  test('coefficients give the planes again', () => {
    const again = basis.toPlanes(basis.toCoefficients(x), zero)
    for (const [i, value] of again.entries()) expect(value).toBeCloseTo(x[i] ?? Number.NaN, 6)
  })

  test('one way is the transpose of the other: a gradient goes as its image does', () => {
    const z = noise(length, 3)
    expect(inner(basis.toCoefficients(x), z)).toBeCloseTo(inner(x, basis.toPlanes(z, zero)), 5)
  })

  test('segments follow one another and cover everything', () => {
    expect(basis.segments).toEqual([...basis.segments].sort((a, b) => a - b))
    expect(basis.segments.at(-1)).toBe(length)
  })
})

test('no change leaves the base as it is, bit by bit, and in an array of its own', () => {
  const basis = waveletBasis(19, 23)
  const base = noise(3 * 19 * 23)
  const planes = basis.toPlanes(new Float32Array(base.length), base)
  expect(planes).toEqual(base)
  expect(planes).not.toBe(base)
})

describe('parts of an image lie in segments of their own:', () => {
  const side = 32
  const basis = waveletBasis(side, side)
  const image = (value: (channel: number, x: number, y: number) => number) =>
    Float32Array.from({ length: 3 * side * side }, (_, i) =>
      value(Math.floor(i / side ** 2), i % side, Math.floor((i % side ** 2) / side)),
    )
  const places = (planes: Float32Array) =>
    energies(basis.toCoefficients(planes), basis.segments).flatMap((energy, i) => (energy > 1e-6 ? [i] : []))

  test('six for each of three colour axes', () => {
    expect(basis.segments).toHaveLength(18)
  })

  test.each([
    ['an even grey', () => 0.7, [5]],
    ['grey stripes of one pixel', (_: number, x: number) => x % 2, [0, 5]],
    ['grey stripes of four pixels', (_: number, __: number, y: number) => Math.floor(y / 4) % 2, [2, 5]],
    ['red against blue', (channel: number) => [0.5, 0, -0.5][channel] ?? 0, [11]],
    ['green against both', (channel: number) => [-0.2, 0.4, -0.2][channel] ?? 0, [17]],
    ['red against blue in a chequerboard', (c: number, x: number, y: number) => (c - 1) * ((x + y) % 2), [6, 11]],
  ])('%s', (_, value, segments) => {
    expect(places(image(value))).toEqual(segments)
  })
})
