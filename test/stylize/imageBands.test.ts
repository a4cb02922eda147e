import { describe, expect, test } from 'vitest'
import { vectorSpace } from '../../src/kernels/vectorSpace.js'
import { uniformSource } from '../../src/random.js'
import { imageBands } from '../../src/stylize/imageBands.js'

const noise = (length: number, seed = 1) => {
  const uniform = uniformSource(seed)
  return Float32Array.from({ length }, () => uniform() - 0.5)
}
const inner = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
const sum = (values: Iterable<number>) => Array.from(values).reduce((a, b) => a + b, 0)

describe.each([
  [16, 16, 0, false],
  [17, 16, 1, false],
  [16, 33, 2, false],
  [45, 39, 0, false],
  [45, 39, 7, false],
  [1, 7, 3, false],
  [2, 2, 1, false],
  [64, 32, 5, true],
  [40, 24, 3, true],
])('at %i×%i, turn %i, wrapping %s', (width, height, turn, wraps) => {
  const bands = imageBands(width, height, { wraps })
  const length = 3 * width * height
  const [v, w] = [noise(length, 1), noise(length, 2)]
  const scaled = (vector: Float32Array, factors: readonly number[]) => {
    const copy = vector.slice()
    bands.scale(copy, factors, turn)
    return copy
  }
  const each = Array.from({ length: bands.count }, (_, band) => band)
  const alone = (band: number) => each.map(other => (other === band ? 1 : 0))
  const closeTo = (actual: Float32Array, expected: Float32Array) => {
    const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))), 0)
    expect(worst).toBeLessThan(1e-5)
  }

  test('energies sum to the squared length', () => {
    expect(sum(bands.energies(v, turn))).toBeCloseTo(inner(v, v), 4)
  })

  test('factors of 1 leave everything as it was', () => {
    closeTo(scaled(v, Array(bands.count).fill(1)), v)
  })

  test('a factor of 1 among zeros leaves that part alone, of that energy, and twice is as once', () => {
    const energies = bands.energies(v, turn)
    for (const band of each) {
      const part = scaled(v, alone(band))
      expect(inner(part, part)).toBeCloseTo(energies[band] ?? Number.NaN, 4)
      closeTo(scaled(part, alone(band)), part)
    }
  })

  test('parts stand at right angles, and any factors give the sum of as many times the parts', () => {
    const parts = each.map(band => scaled(v, alone(band)))
    for (const band of each.slice(1)) {
      expect(inner(parts[band] ?? v, parts[band - 1] ?? v)).toBeCloseTo(0, 5)
    }
    const factors = each.map(band => 1 + band / 3)
    closeTo(
      scaled(v, factors),
      v.map((_, i) => sum(parts.map((part, band) => (part[i] ?? Number.NaN) * (factors[band] ?? 0)))),
    )
  })

  test('a vector in a space has the same energies and is scaled the same, bit by bit', () => {
    const inside = vectorSpace(length, 1, bands.scratchBytes ?? 0)?.take() ?? v
    inside.set(v)
    expect(bands.energies(inside, turn)).toEqual(bands.energies(v, turn))
    const factors = each.map(band => 1 / (1 + band))
    bands.scale(inside, factors, turn)
    expect(inside.slice()).toEqual(scaled(v, factors))
  })

  test('scaling is symmetric', () => {
    const factors = each.map(band => 1 + (band % 5))
    expect(inner(scaled(v, factors), w)).toBeCloseTo(inner(v, scaled(w, factors)), 4)
  })
})

describe('on 64×64', () => {
  const side = 64
  const bands = imageBands(side, side)
  const image = (value: (channel: number, x: number, y: number) => number) =>
    Float32Array.from({ length: 3 * side * side }, (_, i) =>
      value(Math.floor(i / side ** 2), i % side, Math.floor((i % side ** 2) / side)),
    )

  test('the grid begins at every row and every column in turn', () => {
    // A band from `edge` on has no detail where the grid has a line at it.
    const turnsWithLineAt = (planes: Float32Array) =>
      Array.from({ length: 32 }, (_, turn) => turn).filter(turn =>
        bands.energies(planes, turn).every((energy, band) => band === 5 || energy < 1e-3),
      )
    const places = Array.from({ length: 32 }, (_, i) => i)
    const within = (edge: number, at: number) => (at >= edge && at < edge + 32 ? 1 : 0)
    const [columns, rows] = [
      places.map(edge => turnsWithLineAt(image((_, x) => within(edge, x)))),
      places.map(edge => turnsWithLineAt(image((_, __, y) => within(edge, y)))),
    ]
    for (const lines of [columns, rows]) {
      for (const turns of lines) expect(turns).toHaveLength(1)
      expect(new Set(lines.flat())).toHaveLength(32)
    }
  })

  test('there are six octaves for each of three colour axes', () => {
    expect(bands.count).toBe(18)
  })

  test.each([
    ['an even grey', () => 0.7, [5]],
    ['grey stripes of one pixel', (_: number, x: number) => x % 2, [0, 5]],
    ['grey stripes of four pixels', (_: number, __: number, y: number) => Math.floor(y / 4) % 2, [2, 5]],
    ['red against blue', (channel: number) => [0.5, 0, -0.5][channel] ?? 0, [11]],
    ['green against both', (channel: number) => [-0.2, 0.4, -0.2][channel] ?? 0, [17]],
    ['red against blue in a chequerboard', (c: number, x: number, y: number) => (c - 1) * ((x + y) % 2), [6, 11]],
  ])('%s lies in bands of its own', (_, value, expected) => {
    const energies = Array.from(bands.energies(image(value), 0))
    expect(energies.flatMap((energy, band) => (energy > 1e-3 ? [band] : []))).toEqual(expected)
  })
})
