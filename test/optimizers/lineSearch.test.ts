import { expect, test } from 'vitest'
import { lineSearch } from '../../src/optimizers/lineSearch.js'

/** Searches along `loss` from length 0; returns the accepted length and the lengths tried on the way. */
async function search(loss: (t: number) => number, slope: (t: number) => number, firstLength: number) {
  const tried: number[] = []
  const accepted = await lineSearch({ loss: loss(0), slope: slope(0) }, firstLength, async length => {
    tried.push(length)
    return { length, loss: loss(length), slope: slope(length) }
  })
  return { accepted: accepted?.length, tried }
}

const parabola = [(t: number) => (t - 1) ** 2, (t: number) => 2 * (t - 1)] as const

test('a first length that lowers the loss and levels the slope is taken without a second look', async () => {
  expect(await search(...parabola, 0.8)).toEqual({ accepted: 0.8, tried: [0.8] })
})

test('after a step too long, the cubic through both ends finds the minimum of a parabola at once', async () => {
  const { accepted, tried } = await search(...parabola, 4)
  expect(accepted).toBeCloseTo(1, 12)
  expect(tried).toHaveLength(2)
})

test('from a step too short, the next goes straight for the minimum, at most ten times as far', async () => {
  const near = await search(...parabola, 0.09)
  expect(near.tried[1]).toBeCloseTo(0.9, 12)
  expect(near.accepted).toBe(near.tried[1])

  const far = await search(...parabola, 1e-4)
  expect(far.tried).toHaveLength(4)
  expect(far.accepted).toBeCloseTo(0.1, 12)
})

test('a loss or slope that is not finite means too long', async () => {
  const wall = (inner: (t: number) => number, beyond: number) => (t: number) => (t > 1.5 ? beyond : inner(t))
  for (const beyond of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(await search(wall(parabola[0], beyond), parabola[1], 4)).toEqual({ accepted: 1, tried: [4, 2, 1] })
    expect(await search(parabola[0], wall(parabola[1], beyond), 1.6)).toEqual({ accepted: 0.8, tried: [1.6, 0.8] })
  }
})

test('at a kink, where no slope is level, a length on the far side that lowers the loss is accepted', async () => {
  const { accepted, tried } = await search(
    t => Math.abs(t - 1),
    t => Math.sign(t - 1),
    3,
  )
  expect(accepted).toBeGreaterThan(1)
  expect(accepted).toBeLessThan(2)
  expect(tried).toHaveLength(3)
})

test('a loss that only rises ends the search with nothing, within twenty probes', async () => {
  const { accepted, tried } = await search(
    t => t,
    () => -1,
    1,
  )
  expect(accepted).toBeUndefined()
  expect(tried.length).toBeLessThanOrEqual(20)
})

test('no probe is spent on a decrease that float32 could not show', async () => {
  const { accepted, tried } = await search(
    t => 1e6 + t,
    () => -1,
    1,
  )
  expect(accepted).toBeUndefined()
  expect(tried.length).toBeLessThanOrEqual(7)
  for (const length of tried) expect(length).toBeGreaterThan(0.01)
})

test('a loss that falls for ever is followed twenty probes far, and the last one is taken', async () => {
  const { accepted, tried } = await search(
    t => -t,
    () => -1,
    1,
  )
  expect(tried).toHaveLength(20)
  expect(accepted).toBe(tried.at(-1))
})

test('where the way turns unusable after a good but steep probe, the good one is not lost', async () => {
  const { accepted, tried } = await search(
    t => (t > 1 ? Number.NaN : -t),
    () => -1,
    1,
  )
  expect(tried).toHaveLength(20)
  expect(accepted).toBe(1)
})
