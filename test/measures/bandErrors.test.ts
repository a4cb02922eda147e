import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/images/picture.js'
import { resizePicture } from '../../src/images/resizePicture.js'
import { bandEnergies, bandErrors, bands } from '../../src/measures/bandErrors.js'
import { pixelDistance } from '../../src/measures/pixelDistance.js'
import { uniformSource } from '../../src/random.js'
import { picture } from '../images/grid.js'

const noise = (width: number, height: number, seed: number, low = 0.2, high = 0.8) => {
  const random = uniformSource(seed)
  return picture(width, height, () => low + (high - low) * random())
}

/** Grey with one wave of the DCT: `u` half-waves down, `v` across. */
const wave = (width: number, height: number, u: number, v: number, amplitude = 0.4) =>
  picture(width, height, (_, x, y) => {
    const [down, across] = [((y + 0.5) * u) / height, ((x + 0.5) * v) / width]
    return 0.5 + amplitude * Math.cos(Math.PI * down) * Math.cos(Math.PI * across)
  })

const grey = (width: number, height: number) => picture(width, height, () => 0.5)
const errors = (shown: Picture, reference: Picture) => bandErrors(shown, reference).map(({ error }) => error)
const shares = (shown: Picture, reference: Picture) => bandErrors(shown, reference).map(({ share }) => share)

describe('bands', () => {
  test('are octaves that meet, from the finest, down to the mean', () => {
    expect(bands.map(({ to }) => to)).toEqual([1 / 2, ...bands.slice(0, -1).map(({ from }) => from)])
    expect(bands.map(({ from }) => from)).toEqual([1 / 4, 1 / 8, 1 / 16, 1 / 32, 0])
  })

  // A picture of 64 columns: wave v has v / 128 cycles per pixel.
  test.each([
    [63, 63, 0], // beyond ½, the diagonal corner
    [0, 63, 0],
    [0, 32, 0], // exactly ¼ belongs to the band above
    [0, 31, 1],
    [31, 0, 1],
    [23, 23, 0], // 0.1797·√2 = 0.254: a diagonal is finer than either of its axes
    [12, 12, 1],
    [11, 11, 2],
    [0, 15, 2],
    [0, 7, 3],
    [0, 4, 3],
    [3, 0, 4],
    [2, 2, 4],
    [0, 0, 4],
  ])('a single wave (%i down, %i across) lies in band %i alone', (u, v, band) => {
    const only = bands.map((_, i) => (i === band ? 1 : 0))
    const { pixels } = wave(64, 64, u, v)
    const energies = bandEnergies(
      pixels.map(value => value - 0.5),
      64,
      64,
    )
    const total = energies.reduce((sum, energy) => sum + energy, 0)
    energies.forEach((energy, i) => {
      expect(energy / total).toBeCloseTo(only[i]!, 9)
    })
  })

  test('count cycles per pixel, not per picture: each axis of an oblong picture by its own', () => {
    // 12 half-waves are 12/64 cycles per pixel over 32 rows, but 12/128 over 64 columns.
    expect(shares(wave(64, 32, 12, 0), grey(64, 32))[1]).toBeCloseTo(1, 9)
    expect(shares(wave(64, 32, 0, 12), grey(64, 32))[2]).toBeCloseTo(1, 9)
  })

  test.each([
    [64, 64],
    [45, 30],
    [7, 53],
  ])('hold the whole pixel energy of %i×%i between them (Parseval)', (width, height) => {
    const { pixels } = noise(width, height, 1)
    const energies = bandEnergies(pixels, height, width)
    const energy = pixels.reduce((sum, value) => sum + value * value, 0)
    expect(Math.abs(energies.reduce((sum, value) => sum + value, 0) / energy - 1)).toBeLessThan(1e-9)
  })
})

describe('bandErrors', () => {
  test('is 0 throughout for equal pictures', () => {
    for (const same of [noise(32, 24, 2), picture(8, 8, () => 0)]) {
      expect(errors(same, same)).toEqual([0, 0, 0, 0, 0])
      expect(shares(same, same)).toEqual([0, 0, 0, 0, 0])
    }
  })

  test('a wave at part of its height is wrong by the rest, in its own band', () => {
    const found = bandErrors(wave(64, 64, 0, 20, 0.1), wave(64, 64, 0, 20, 0.4))
    expect(found[1]!.error).toBeCloseTo(0.75, 5)
    expect(found[1]!.share).toBeCloseTo(1, 9)
    expect(found[4]!.error).toBeLessThan(1e-6) // the mean is right
  })

  test('a blurred picture lacks the fine bands and has the coarse ones', () => {
    const reference = noise(64, 64, 3)
    const blurred = resizePicture(resizePicture(reference, 10, 10), 64, 64) // keeps what is below 10/128 = 0.078
    const [finest, fine, , coarse, coarsest] = errors(blurred, reference) as [number, number, number, number, number]
    expect(finest).toBeCloseTo(1, 2)
    expect(fine).toBeCloseTo(1, 1)
    expect(coarse).toBeLessThan(0.35)
    expect(coarsest).toBeLessThan(0.02)
  })

  test('noise on a smooth picture is foreign to the fine bands and hardly seen in the coarsest', () => {
    const smooth = wave(64, 64, 2, 2)
    const random = uniformSource(4)
    const noisy = { ...smooth, pixels: smooth.pixels.map(value => value + 0.1 * (random() - 0.5)) }
    const found = bandErrors(noisy, smooth)
    expect(found[0]!.error).toBeGreaterThan(100)
    expect(found[4]!.error).toBeLessThan(0.01)
    // White noise spreads by the bands' areas: the finest takes all but a quarter disc of radius ¼ out of the ½ × ½.
    expect(Math.abs(found[0]!.share - (1 - Math.PI / 16))).toBeLessThan(0.02)
    expect(Math.abs(found[1]!.share - (Math.PI / 16) * 0.75)).toBeLessThan(0.02)
  })

  test('another picture of the same kind is wrong by √2 in its fine bands', () => {
    const [finest, fine] = errors(noise(64, 64, 5), noise(64, 64, 6)) as [number, number]
    expect(Math.abs(finest - Math.SQRT2)).toBeLessThan(0.05)
    expect(Math.abs(fine - Math.SQRT2)).toBeLessThan(0.1)
  })

  test('the wrong brightness is an error of the coarsest band', () => {
    const reference = noise(32, 32, 7)
    const brighter = { ...reference, pixels: reference.pixels.map(value => value + 0.1) }
    expect(shares(brighter, reference)[4]).toBeCloseTo(1, 9)
  })

  test('every colour counts', () => {
    const reference = grey(32, 32)
    const { pixels } = wave(32, 32, 0, 30)
    for (const channel of [0, 1, 2]) {
      const off = picture(32, 32, (c, x, y) => (c === channel ? pixels[32 * y + x]! : 0.5))
      expect(shares(off, reference)[0]).toBeCloseTo(1, 9)
    }
  })

  test('a band that the reference does not have is off without limit', () => {
    const black = picture(16, 16, () => 0)
    expect(errors(wave(16, 16, 0, 12), black)[0]).toBe(Number.POSITIVE_INFINITY)
    expect(errors(black, wave(16, 16, 0, 12))[0]).toBeCloseTo(1, 9)
  })

  test('errors, by the energy of the reference, add up to the distance of the pixels, which are clamped', () => {
    const [shown, reference] = [noise(40, 28, 8, -0.5, 1.5), noise(40, 28, 9)]
    const energies = bandEnergies(reference.pixels, 28, 40)
    const squares = errors(shown, reference).map((error, i) => error ** 2 * energies[i]!)
    const mean = squares.reduce((sum, square) => sum + square, 0) / reference.pixels.length
    expect(Math.sqrt(mean)).toBeCloseTo(pixelDistance(shown, reference), 7)
    expect(shares(shown, reference).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('refuses pictures of different sizes', () => {
    expect(() => bandErrors(grey(8, 8), grey(8, 9))).toThrow('pictures of 8×8 and 8×9 pixels cannot be compared')
  })
})
