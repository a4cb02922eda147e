import { expect, test } from 'vitest'
import { averageTargets } from '../../src/runtime/averageTargets.js'
import { lossOf } from '../graphs/lossOf.js'

const tensor = (...values: number[]) => ({ data: Float32Array.from(values), dims: [1, values.length] })

test('Gram matrices are averaged by weights over their sum', () => {
  const readings = [{ 'gram.conv1_1': tensor(1, 2) }, { 'gram.conv1_1': tensor(5, 10) }]
  expect(averageTargets(lossOf({ style: ['conv1_1'] }), readings, [3, 1])).toEqual({ 'gram.conv1_1': tensor(2, 4) })
})

test('of moments the mean and the second moment are averaged: what differs between pictures varies, too', () => {
  const [one, other] = [
    [0, 2],
    [10, 10],
  ].map(values => {
    const mean = (values[0]! + values[1]!) / 2
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2
    return { 'mean.conv1_1': tensor(mean), 'deviation.conv1_1': tensor(Math.sqrt(variance + 1e-6)) }
  })
  const averaged = averageTargets(lossOf({ moments: ['conv1_1'] }), [one!, other!], [1, 3])
  const [mean, second] = [0.25 * 1 + 0.75 * 10, 0.25 * 2 + 0.75 * 100]
  expect(averaged['mean.conv1_1']?.data[0]).toBeCloseTo(mean, 5)
  expect(averaged['deviation.conv1_1']?.data[0]).toBeCloseTo(Math.sqrt(second - mean ** 2 + 1e-6), 5)
})

test('one reading is taken as it is', () => {
  const reading = { 'gram.conv1_1': tensor(0.1) }
  expect(averageTargets(lossOf({ style: ['conv1_1'] }), [reading], [7])).toBe(reading)
})
