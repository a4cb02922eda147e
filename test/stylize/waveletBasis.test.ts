import { describe, expect, test } from 'vitest'
import { uniformSource } from '../../src/random.js'
import { waveletBasis } from '../../src/stylize/waveletBasis.js'

const noise = (length: number, seed = 1) => {
  const uniform = uniformSource(seed)
  return Float32Array.from({ length }, () => uniform() - 0.5)
}
const norm = (values: Iterable<number>) => Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0))
const inner = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

function filled(length: number, fill: (target: Float32Array) => void): Float32Array {
  const target = new Float32Array(length).fill(Number.NaN)
  fill(target)
  return target
}

/** Energy of the coefficients in each segment. */
function energies(values: Float32Array, segments: readonly number[]): number[] {
  return segments.map((end, i) => norm(values.subarray(segments[i - 1] ?? 0, end)) ** 2)
}

describe.each([
  [16, 16, 0],
  [17, 16, 1],
  [16, 33, 2],
  [45, 39, 0],
  [45, 39, 7],
  [1, 7, 3],
  [2, 2, 1],
])('at %i×%i, turn %i', (width, height, turn) => {
  const basis = waveletBasis(width, height)
  const length = 3 * width * height
  const x = noise(length)
  const coefficientsOf = (planes: Float32Array) => filled(length, to => basis.toCoefficients(to, planes, turn))
  const planesOf = (coefficients: Float32Array) => filled(length, to => basis.fromCoefficients(to, coefficients, turn))

  test('lengths and inner products are kept', () => {
    const y = noise(length, 2)
    expect(norm(coefficientsOf(x))).toBeCloseTo(norm(x), 5)
    expect(inner(coefficientsOf(x), coefficientsOf(y))).toBeCloseTo(inner(x, y), 5)
  })

  test('coefficients give the planes again, whatever was there before', () => {
    const again = planesOf(coefficientsOf(x))
    for (const [i, value] of again.entries()) expect(value).toBeCloseTo(x[i] ?? Number.NaN, 6)
  })

  test('one way is the transpose of the other', () => {
    const z = noise(length, 3)
    expect(inner(coefficientsOf(x), z)).toBeCloseTo(inner(x, planesOf(z)), 5)
  })

  test('segments follow one another and cover everything', () => {
    expect(basis.segments).toEqual([...basis.segments].sort((a, b) => a - b))
    expect(basis.segments.at(-1)).toBe(length)
  })
})

test('the grid begins at every row and every column in turn', () => {
  const side = 64
  const basis = waveletBasis(side, side)
  // A step edge has no detail in the finest band where the grid has a line at it.
  const linesAt = (edge: number, isBehind: (x: number, y: number) => boolean) =>
    Array.from({ length: 32 }, (_, turn) => {
      const planes = Float32Array.from({ length: 3 * side * side }, (__, i) =>
        isBehind(i % side, Math.floor((i % side ** 2) / side)) ? 1 : 0,
      )
      const coefficients = filled(planes.length, to => basis.toCoefficients(to, planes, turn))
      return energies(coefficients, basis.segments)
        .slice(0, 5)
        .every(energy => energy < 1e-9)
        ? edge
        : undefined
    }).filter(found => found !== undefined)
  for (const edge of [3, 16, 31]) {
    const fromHereOn = (at: number) => at >= edge && at < edge + 32
    expect(linesAt(edge, x => fromHereOn(x))).toEqual([edge])
    expect(linesAt(edge, (_, y) => fromHereOn(y))).toEqual([edge])
  }
})

describe('parts of an image lie in segments of their own:', () => {
  const side = 32
  const basis = waveletBasis(side, side)
  const image = (value: (channel: number, x: number, y: number) => number) =>
    Float32Array.from({ length: 3 * side * side }, (_, i) =>
      value(Math.floor(i / side ** 2), i % side, Math.floor((i % side ** 2) / side)),
    )
  const places = (planes: Float32Array) =>
    energies(
      filled(planes.length, to => basis.toCoefficients(to, planes, 0)),
      basis.segments,
    ).flatMap((energy, i) => (energy > 1e-6 ? [i] : []))

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
