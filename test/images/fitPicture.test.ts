import { describe, expect, test } from 'vitest'
import { coverPicture, fitLongSide, requireMinSide, scaledSize } from '../../src/images/fitPicture.js'
import { grid, picture } from './grid.js'

describe('fitLongSide', () => {
  test('scales the longer side to the given length and keeps the aspect ratio', () => {
    expect(fitLongSide(1024, 768, 512)).toEqual({ width: 512, height: 384 })
    expect(fitLongSide(768, 1024, 512)).toEqual({ width: 384, height: 512 })
    expect(fitLongSide(10, 10, 300)).toEqual({ width: 300, height: 300 })
  })

  test('rounds the shorter side to whole pixels, at least one', () => {
    expect(fitLongSide(1000, 667, 100)).toEqual({ width: 100, height: 67 })
    expect(fitLongSide(10_000, 1, 512)).toEqual({ width: 512, height: 1 })
  })

  test('gives the long side exactly, whatever the size', () => {
    for (let width = 1; width < 400; width += 7) {
      for (let longSide = 16; longSide < 2000; longSide += 97) {
        const size = fitLongSide(width, 200, longSide)
        expect(Math.max(size.width, size.height)).toBe(longSide)
      }
    }
  })
})

describe('requireMinSide', () => {
  test('takes 16 pixels a side and refuses less, naming the picture', () => {
    expect(() => requireMinSide('dot.png', { width: 16, height: 16 })).not.toThrow()
    expect(() => requireMinSide('dot.png', { width: 1, height: 1 })).toThrow(
      'dot.png: 1×1 is too small; the network needs at least 16 pixels on each side',
    )
    expect(() => requireMinSide('strip.png', { width: 512, height: 15 })).toThrow('strip.png: 512×15 is too small')
  })
})

test('a shape that is too narrow is told the least size that fits, and one pixel less does not', () => {
  for (let short = 16; short < 100; short++) {
    for (let long = 3 * short; long < 3000; long += 97) {
      const scaled = (side: number) => scaledSize('strip.png', { width: long, height: short }, side, 'size')
      const { leastSize = 0 } = leastSizeOf(() => scaled(16))
      expect(scaled(leastSize).height).toBe(16)
      expect(() => scaled(leastSize - 1)).toThrow(`for this shape size ${leastSize} is the least`)
    }
  }
})

function leastSizeOf(refused: () => void): { leastSize?: number } {
  try {
    refused()
    return {}
  } catch (error) {
    const [, least] = /size (\d+) is the least/.exec(String(error)) ?? []
    return { leastSize: Number(least) }
  }
}

describe('coverPicture', () => {
  // Red grows by column, green by row.
  const ramp = (width: number, height: number) =>
    picture(
      width,
      height,
      (c, x, y) => [x, y, 0][c]! / 255,
      x => x / 255,
    )

  test('crops the sides of a picture that is too wide', () => {
    expect(grid(coverPicture(ramp(6, 2), 2, 2))).toEqual([
      [
        [2, 0, 0, 2],
        [3, 0, 0, 3],
      ],
      [
        [2, 1, 0, 2],
        [3, 1, 0, 3],
      ],
    ])
  })

  test('crops top and bottom of a picture that is too tall', () => {
    expect(grid(coverPicture(ramp(2, 6), 2, 2)).map(row => row.map(([, green]) => green))).toEqual([
      [2, 2],
      [3, 3],
    ])
  })

  test.each([
    [100, 30, 37, 53],
    [30, 100, 37, 53],
    [1, 300, 200, 16],
    [16, 16, 16, 16],
  ])('makes %i×%i exactly %i×%i', (fromWidth, fromHeight, width, height) => {
    expect(coverPicture(ramp(fromWidth, fromHeight), width, height)).toMatchObject({
      width,
      height,
      pixels: { length: 3 * width * height },
      alpha: { length: width * height },
    })
  })
})
