import { expect, test } from 'vitest'
import { colourMatch } from '../../src/images/colourMatch.js'
import { fromLab, toLab } from '../../src/images/lab.js'
import { greyed, luminanceMatch, withChroma } from '../../src/images/luminance.js'
import type { Picture } from '../../src/images/picture.js'
import { uniformSource } from '../../src/random.js'
import { picture } from './grid.js'

/** A picture of colours around one that go together as `mix` says. */
function cloud(seed: number, centre: readonly number[], mix: readonly (readonly number[])[], alpha?: number): Picture {
  const uniform = uniformSource(seed)
  const area = 40 * 30
  const noise = Array.from({ length: area }, () => [uniform(), uniform(), uniform()])
  const value = (channel: number, x: number, y: number) =>
    (mix[channel] ?? []).reduce(
      (sum, share, i) => sum + share * ((noise[y * 40 + x]?.[i] ?? 0) - 0.5),
      centre[channel] ?? 0,
    )
  return picture(40, 30, value, alpha === undefined ? undefined : x => (x < 20 ? 1 : alpha))
}

const content = cloud(
  1,
  [0.6, 0.5, 0.3],
  [
    [0.5, 0, 0],
    [0.3, 0.2, 0],
    [0, 0.1, 0.4],
  ],
)
const style = cloud(
  2,
  [0.2, 0.3, 0.6],
  [
    [0.2, 0.1, 0],
    [0, 0.3, 0.1],
    [0.1, 0, 0.5],
  ],
)

/** Mean and covariance of channels, by their definitions. */
function moments(planes: Float32Array, shares?: Float32Array) {
  const size = planes.length / 3
  const pixels = Array.from({ length: size }, (_, i) => i)
  const share = (i: number) => shares?.[i] ?? 1
  const whole = pixels.reduce((sum, i) => sum + share(i), 0)
  const at = (channel: number, i: number) => planes[channel * size + i] ?? Number.NaN
  const mean = [0, 1, 2].map(a => pixels.reduce((sum, i) => sum + share(i) * at(a, i), 0) / whole)
  const covariance = [0, 1, 2].map(a =>
    [0, 1, 2].map(
      b =>
        pixels.reduce((sum, i) => sum + share(i) * (at(a, i) - (mean[a] ?? 0)) * (at(b, i) - (mean[b] ?? 0)), 0) /
        whole,
    ),
  )
  return { mean, covariance }
}

/** Within 1 % of what is wanted, beside the largest of its kind. */
function expectNear(found: readonly number[], wanted: readonly number[]) {
  const most = Math.max(...wanted.map(Math.abs))
  for (const [index, value] of found.entries()) expect(Math.abs(value - (wanted[index] ?? 0))).toBeLessThan(0.01 * most)
}

test("a matched picture has the mean and covariance of the other's colours, and its own drawing", () => {
  const matched = toLab(colourMatch(style, content)(style).pixels)
  const [found, wanted] = [moments(matched), moments(toLab(content.pixels))]
  expectNear(found.mean, wanted.mean)
  expectNear(found.covariance.flat(), wanted.covariance.flat())
})

test('the map is symmetric, as the one that moves colours least is, and nothing for equal moments', () => {
  const own = colourMatch(style, style)(style).pixels
  expect(Math.max(...own.map((value, i) => Math.abs(value - (style.pixels[i] ?? 0))))).toBeLessThan(1e-4)
  // The columns of the map: how far a step along each channel leads.
  const recolour = colourMatch(style, content)
  const to = (...lab: readonly number[]) =>
    toLab(recolour({ width: 1, height: 1, pixels: fromLab(Float32Array.from(lab)) }).pixels)
  const origin = to(50, 0, 0)
  const columns = [to(51, 0, 0), to(50, 1, 0), to(50, 0, 1)].map(moved => moved.map((v, i) => v - (origin[i] ?? 0)))
  for (const [i, j] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)
    expect(columns[i]?.[j]).toBeCloseTo(columns[j]?.[i] ?? Number.NaN, 2)
})

test('pixels count by their alpha, in both pictures', () => {
  const [half, halfStyle] = [
    cloud(
      3,
      [0.5, 0.5, 0.5],
      [
        [0.6, 0, 0],
        [0, 0.4, 0],
        [0, 0.2, 0.3],
      ],
      0.1,
    ),
    cloud(
      4,
      [0.3, 0.4, 0.5],
      [
        [0.2, 0, 0],
        [0, 0.3, 0],
        [0, 0, 0.3],
      ],
      0,
    ),
  ]
  const matched = colourMatch(halfStyle, half)(halfStyle)
  const [found, wanted] = [moments(toLab(matched.pixels), halfStyle.alpha), moments(toLab(half.pixels), half.alpha)]
  expectNear(found.mean, wanted.mean)
  expectNear(found.covariance.flat(), wanted.covariance.flat())
  expect(matched.alpha).toBe(halfStyle.alpha)
})

test("what rounding leaves of a grey picture's colour is not made much of", () => {
  const grey = picture(40, 30, (channel, x, y) => x / 40 + (((x + 2 * y + channel) % 3) - 1) / 255 / 2)
  const lab = moments(toLab(colourMatch(grey, content)(grey).pixels))
  const wanted = moments(toLab(content.pixels))
  expectNear(lab.mean, wanted.mean)
  // What is left of a* where lightness does not explain it.
  const unexplained = ({ covariance: [l, a] }: ReturnType<typeof moments>) =>
    Math.sqrt((a?.[1] ?? 0) - (a?.[0] ?? 0) ** 2 / (l?.[0] ?? 1))
  expect(unexplained(lab)).toBeLessThan(2)
  expect(unexplained(wanted)).toBeGreaterThan(5)
})

test('pictures of one colour match, and are matched', () => {
  const flat = picture(40, 30, channel => [0.8, 0.4, 0.2][channel] ?? 0)
  const [flatLab, contentLab] = [moments(toLab(flat.pixels)), moments(toLab(content.pixels))]
  expectNear(moments(toLab(colourMatch(flat, content)(flat).pixels)).mean, contentLab.mean)
  const matched = moments(toLab(colourMatch(content, flat)(content).pixels))
  expectNear(matched.mean, flatLab.mean)
  for (const value of matched.covariance.flat()) expect(Math.abs(value)).toBeLessThan(1e-3)
})

test("luminance that is matched has the other's mean and spread, in grey", () => {
  const lab = toLab(luminanceMatch(style, content)(style).pixels)
  const [found, wanted] = [moments(lab), moments(toLab(content.pixels))]
  expectNear([found.mean[0] ?? 0], [wanted.mean[0] ?? 0])
  expectNear([found.covariance[0]?.[0] ?? 0], [wanted.covariance[0]?.[0] ?? 0])
  expect(Math.max(...lab.subarray(40 * 30).map(Math.abs))).toBeLessThan(1e-3)
})

test('chroma put back is that of the one picture, with the luminance of the other', () => {
  const size = 40 * 30
  const [own, chroma] = [toLab(style.pixels), toLab(content.pixels)]
  const shown = toLab(withChroma(style, content).pixels)
  const furthest = (planes: Float32Array, wanted: Float32Array) =>
    Math.max(...planes.map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN))))
  expect(furthest(shown.subarray(0, size), own.subarray(0, size))).toBeLessThan(1e-2)
  expect(furthest(shown.subarray(size), chroma.subarray(size))).toBeLessThan(1e-2)
  expect(furthest(toLab(withChroma(greyed(style), content).pixels), shown)).toBeLessThan(1e-2)
})
