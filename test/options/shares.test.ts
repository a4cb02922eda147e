import { expect, test } from 'vitest'
import { NO_STYLES, ONE_STYLE, sharedOut, withShare } from '../../web/state/shares.js'

const TWO = ['style', 'secondStyle'] as const
const THREE = [...TWO, 'thirdStyle'] as const

test('a style that is given a share leaves the rest to the others in their proportion', () => {
  const two = withShare(ONE_STYLE, TWO, 'secondStyle', 25)
  expect(two).toEqual({ ...NO_STYLES, style: 75, secondStyle: 25 })
  expect(withShare(two, THREE, 'thirdStyle', 60)).toEqual({ ...NO_STYLES, style: 30, secondStyle: 10, thirdStyle: 60 })
})

test('shares stay whole and come to 100, whatever they are', () => {
  for (let percent = 0; percent <= 100; percent++) {
    const shares = withShare({ ...NO_STYLES, style: 1, secondStyle: 1, thirdStyle: 1 }, THREE, 'style', percent)
    expect(shares.style + shares.secondStyle + shares.thirdStyle).toBe(100)
    expect(Object.values(shares).every(share => Number.isInteger(share) && share >= 0)).toBe(true)
  }
})

test('where nothing is left of their proportion, they are alike; and a style alone has all', () => {
  expect(sharedOut(ONE_STYLE, ['secondStyle', 'thirdStyle'])).toEqual({ ...NO_STYLES, secondStyle: 50, thirdStyle: 50 })
  expect(withShare(ONE_STYLE, ['style'], 'style', 30)).toEqual(ONE_STYLE)
})
