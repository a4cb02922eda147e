import { describe, expect, test } from 'vitest'
import { pixelDistance } from '../../src/measures/pixelDistance.js'
import { picture } from '../images/grid.js'

const flat = (value: number) => picture(3, 2, () => value)

describe('pixelDistance', () => {
  test('is 0 between equal pictures and 1 between black and white', () => {
    const some = picture(3, 2, (c, x, y) => (c + x + y) / 5)
    expect(pixelDistance(some, some)).toBe(0)
    expect(pixelDistance(flat(0), flat(1))).toBe(1)
    expect(pixelDistance(flat(1), flat(0))).toBe(1)
  })

  test('is a root mean square over pixels and channels', () => {
    // One value of the eighteen is off by a half.
    const spot = picture(3, 2, (c, x, y) => (c === 1 && x === 2 && y === 1 ? 0.5 : 0))
    expect(pixelDistance(flat(0), spot)).toBeCloseTo(0.5 / Math.sqrt(18), 12)
  })

  test('sees values as a written picture has them, but not rounded', () => {
    expect(pixelDistance(flat(-3), flat(0))).toBe(0)
    expect(pixelDistance(flat(1), flat(40))).toBe(0)
    expect(pixelDistance(flat(Number.NaN), flat(0))).toBe(0)
    expect(pixelDistance(flat(0.5), flat(0.501))).toBeCloseTo(0.001, 6)
  })

  test('refuses pictures of different sizes, even of equal area', () => {
    const tall = picture(2, 3, () => 0)
    expect(() => pixelDistance(flat(0), tall)).toThrow('pictures of 3×2 and 2×3 pixels cannot be compared')
  })
})
