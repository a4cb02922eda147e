import { expect, test } from 'vitest'
import { lossMarkup, lossText, secondsText } from '../../src/gallery/page/numbers.js'

test.each([
  [38.4712, '38.47', '38.5'],
  [50, '50.00', '50.0'],
  [0.00123456, '0.001235', '0.00123'],
  [37_684.2, '37680', '37700'],
  [99_999.9, '1.000 × 10<sup>5</sup>', '1.00e5'],
  [1.23456e-7, '1.235 × 10<sup>−7</sup>', '1.23e-7'],
  [0, '0', '0'],
  [Number.NaN, 'not finite', 'not finite'],
  [Number.POSITIVE_INFINITY, 'not finite', 'not finite'],
])('a loss of %d is %s, and %s where there is no markup', (loss, markup, text) => {
  expect(lossMarkup(loss).text).toBe(markup)
  expect(lossText(loss)).toBe(text)
})

test.each([
  [0.5, '0.50 s'],
  [12.34, '12.3 s'],
  [372.4, '372 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text)
})
