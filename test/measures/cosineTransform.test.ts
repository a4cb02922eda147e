import { describe, expect, test } from 'vitest'
import { cosineTransform } from '../../src/measures/cosineTransform.js'
import { gaussianSource } from '../../src/random.js'

/** The orthonormal DCT-II's basis number `k` of `count` samples, at sample `n`. */
const basis = (k: number, n: number, count: number) =>
  Math.sqrt((k === 0 ? 1 : 2) / count) * Math.cos((Math.PI * (n + 0.5) * k) / count)

const noise = (count: number) => Float64Array.from({ length: count }, gaussianSource(count))

describe('cosineTransform', () => {
  // Powers of two, odd sizes, primes, mixtures of both, a single row, a single column, a single pixel.
  test.each([
    [8, 16],
    [15, 9],
    [12, 20],
    [13, 14],
    [1, 24],
    [10, 1],
    [1, 1],
  ])('gives what the definition gives, transposed, for %i×%i', (height, width) => {
    const plane = noise(height * width)
    const coefficients = cosineTransform(plane, height, width)
    for (let v = 0; v < width; v++) {
      for (let u = 0; u < height; u++) {
        let sum = 0
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) sum += plane[y * width + x]! * basis(u, y, height) * basis(v, x, width)
        }
        expect(Math.abs(coefficients[v * height + u]! - sum)).toBeLessThan(1e-12)
      }
    }
  })

  test.each([
    [256, 96],
    [101, 64],
  ])('keeps the energy of %i×%i', (height, width) => {
    const energy = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0)
    const plane = noise(height * width)
    expect(Math.abs(energy(cosineTransform(plane, height, width)) / energy(plane) - 1)).toBeLessThan(1e-12)
  })

  test('leaves the plane it was given as it was', () => {
    const plane = noise(36)
    cosineTransform(plane, 6, 6)
    expect(plane).toEqual(noise(36))
  })
})
