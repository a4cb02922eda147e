import { expect, test } from 'vitest'
import { fromHalves, toHalves } from '../../src/runtime/halfPrecision.js'

const rounded = (...values: number[]) => [...fromHalves(toHalves(Float32Array.from(values)))]

test('what 11 bits can say stays as it is', () => {
  const values = [0, 1, -1, 0.5, 2047, -2048, 65_504, 2 ** -14, 2 ** -24, 3 * 2 ** -20, 1 + 2 ** -10]
  expect(rounded(...values)).toEqual(values)
})

test('the rest is rounded to the nearest, ties to even', () => {
  expect(rounded(2049, 2051, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -14 - 2 ** -26)).toEqual([
    2048,
    2052,
    1,
    1 + 2 ** -9,
    2 ** -14,
  ])
  expect(rounded(1e9, -65_520, 2 ** -26)).toEqual([65_504, -65_504, 0])
})

test('every one of the 65,536 that is a number is read as what it was written from', () => {
  const all = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter(bits => (bits & 0x7c00) !== 0x7c00)
  expect([...toHalves(fromHalves(all))].filter((bits, index) => bits !== all[index])).toEqual([])
})
