import { expect, test } from 'vitest'
import { fromLab, toLab } from '../../src/images/lab.js'

/** L*, a*, b* of colours of sRGB as colorimetric tables have them, white D65. */
test.each([
  ['white', [1, 1, 1], [100, 0, 0]],
  ['black', [0, 0, 0], [0, 0, 0]],
  ['the middle of the codes', [0.5, 0.5, 0.5], [53.389, 0, 0]],
  ['red', [1, 0, 0], [53.241, 80.092, 67.203]],
  ['green', [0, 1, 0], [87.735, -86.183, 83.179]],
  ['blue', [0, 0, 1], [32.297, 79.188, -107.86]],
])('%s', (_, colour, lab) => {
  const found = toLab(Float32Array.from(colour))
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(lab[index] ?? Number.NaN, 1)
})

test('values within and beyond [0, 1] come back', () => {
  const pixels = Float32Array.from({ length: 3 * 400 }, (_, i) => -0.3 + (1.7 * ((i * 7919) % 1200)) / 1200)
  const back = fromLab(toLab(pixels))
  expect(Math.max(...pixels.map((value, i) => Math.abs(value - back[i]!)))).toBeLessThan(1e-5) // as many
})
