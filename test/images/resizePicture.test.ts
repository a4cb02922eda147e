import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Picture } from '../../src/images/picture.js'
import { resizePicture } from '../../src/images/resizePicture.js'
import { uniformSource } from '../../src/random.js'
import { picture } from './grid.js'

const largestDifference = (a: Picture, b: Picture) =>
  a.pixels.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.pixels[i]!)), 0)

const wave = (x: number, y: number) => 0.5 + 0.4 * Math.sin(x) * Math.cos(y)

afterEach(() => vi.unstubAllGlobals())

describe('resizePicture', () => {
  test('returns a picture of the wanted size as it is', () => {
    const original = picture(5, 4, (c, x, y) => (c + x + y) / 20)
    expect(resizePicture(original, 5, 4)).toBe(original)
  })

  test('enlarges so that steps from pixel to pixel are alike, where first pixels coincide', () => {
    const uniform = uniformSource(1)
    const small = picture(64, 1, () => uniform())
    const share = (fromFirst: boolean) => {
      const { pixels } = resizePicture(small, 128, 1, { wraps: true, fromFirst })
      const steps = [0, 0]
      for (let x = 0; x < 128; x++) steps[x % 2]! += (pixels[(x + 1) % 128]! - pixels[x]!) ** 2
      return steps[0]! / steps[1]!
    }
    expect(Math.abs(share(true) - 1)).toBeLessThan(0.1)
    expect(share(false)).toBeLessThan(0.8)
  })

  test.each([
    [3, 2],
    [17, 5],
    [40, 90],
    [1, 1],
  ])('keeps a constant when scaling 17×13 to %i×%i', (width, height) => {
    const colours = [0, 0.3, 1]
    const resized = resizePicture(
      picture(
        17,
        13,
        c => colours[c]!,
        () => 0.6,
      ),
      width,
      height,
    )
    expect(
      largestDifference(
        resized,
        picture(width, height, c => colours[c]!),
      ),
    ).toBeLessThan(1e-6)
    expect(resized.alpha).toHaveLength(width * height)
    expect(Math.abs(resized.alpha![0]! - 0.6)).toBeLessThan(1e-6) // alpha in, alpha out
  })

  test.each([
    [11, 7],
    [70, 45],
  ])('treats left and right, top and bottom alike when scaling 31×22 to %i×%i', (width, height) => {
    const value = (c: number, x: number, y: number) => ((7 * x + 13 * y + 5 * c + x * x) % 23) / 23
    const resized = resizePicture(picture(31, 22, value), width, height)
    const mirrored = resizePicture(
      picture(31, 22, (c, x, y) => value(c, 30 - x, 21 - y)),
      width,
      height,
    )
    const back = picture(width, height, (c, x, y) => {
      return mirrored.pixels[(c * height + height - 1 - y) * width + width - 1 - x]!
    })
    expect(largestDifference(resized, back)).toBeLessThan(1e-5)
  })

  test('scales up smoothly: the samples in between lie on the curve', () => {
    const scale = 3
    const small = picture(40, 40, (_, x, y) => wave(x / 4, y / 4))
    const large = resizePicture(small, 40 * scale, 40 * scale)
    // A pixel's value belongs to its centre. The border, where the filter has one side only, is left out.
    const at = (i: number) => ((i + 0.5) / scale - 0.5) / 4
    for (let y = 20; y < 100; y++) {
      for (let x = 20; x < 100; x++) {
        expect(Math.abs(large.pixels[y * 120 + x]! - wave(at(x), at(y)))).toBeLessThan(0.01)
      }
    }
  })

  test('does not alias: stripes too fine for the smaller size become even grey', () => {
    const stripes = picture(128, 128, (_, x) => x % 2)
    const { pixels } = resizePicture(stripes, 31, 31)
    expect(Math.max(...pixels.map(value => Math.abs(value - 0.5)))).toBeLessThan(0.06)
  })

  test('keeps the picture in place: a bright spot stays where it was', () => {
    const spot = picture(64, 64, (_, x, y) => Math.exp(-((x + 0.5 - 16) ** 2 + (y + 0.5 - 48) ** 2) / 50))
    const { pixels } = resizePicture(spot, 16, 16)
    let [sum, column, row] = [0, 0, 0]
    for (let i = 0; i < 256; i++) {
      sum += pixels[i]!
      column += pixels[i]! * ((i % 16) + 0.5)
      row += pixels[i]! * (Math.floor(i / 16) + 0.5)
    }
    expect(column / sum).toBeCloseTo(4, 1)
    expect(row / sum).toBeCloseTo(12, 1)
  })

  test('stays within [0, 1] at hard edges, in alpha too', () => {
    const edge = picture(
      20,
      20,
      (_, x) => (x < 10 ? 0 : 1),
      x => (x < 10 ? 1 : 0),
    )
    const { pixels, alpha } = resizePicture(edge, 57, 57)
    for (const plane of [pixels, alpha!]) {
      expect(Math.min(...plane)).toBe(0)
      expect(Math.max(...plane)).toBe(1)
    }
  })

  test.each([
    [41, 150, {}],
    [300, 29, {}],
    [300, 400, { wraps: true }],
  ])('gives the same bits without WebAssembly when scaling 97×290 to %i×%i %j', (width, height, how) => {
    const original = picture(97, 290, (c, x, y) => ((7 * x + 13 * y + 5 * c + x * x) % 23) / 23)
    const scaled = resizePicture(original, width, height, how)
    vi.stubGlobal('WebAssembly', undefined)
    expect(resizePicture(original, width, height, how)).toEqual(scaled)
  })
})
