import { describe, expect, test } from 'vitest'
import { courseOf, lastStageOf } from '../../src/gallery/course.js'

const through = (...losses: number[]) =>
  losses.map((loss, i) => ({ iteration: i + 1, evaluations: i + 2, loss, seconds: i }))

/** Ten steps: eight down to `loss`, and what the last two make of it. */
const ending = (loss: number, ninth: number, last: number) =>
  through(...[90, 80, 70, 60, 50, 40, 30], loss, ninth, last)

test('what is recorded first is the loss after the first step, and is called so', () => {
  expect(courseOf(through(100, 50), 'iterations')).toMatchObject({ firstStep: 100, last: 50 })
})

test('the last fifth of the steps is held against the loss before them', () => {
  expect(courseOf(ending(20, 19, 15), 'iterations').lastFifth).toBeCloseTo(0.25)
})

describe('a run', () => {
  test.each([
    ['flat: its last fifth took 5 % off', ending(20, 19.5, 19), 'iterations', 'flat'],
    ['under way: its last fifth took 25 % off', ending(20, 19, 15), 'iterations', 'no'],
    ['met: under 1/400 of the first, though still falling', through(90, 40, 20, 10, 5, 0.5, 0.2), 'iterations', 'met'],
    ['ended: the optimiser found nothing lower', ending(20, 19, 15), 'stalled', 'ended'],
    ['ended: it converged', ending(20, 19, 15), 'converged', 'ended'],
    ['interrupted, however flat', ending(20, 19.5, 19), 'interrupted', 'no'],
    ['too short to have a fifth', through(20, 19.9, 19.8), 'iterations', 'no'],
    ['without a step', [], 'iterations', 'no'],
  ] as const)('%s', (_, curve, stopped, settled) => {
    expect(courseOf(curve, stopped).settled).toBe(settled)
  })
})

test('of several stages only the last is looked at: the others lower the loss of a smaller picture', () => {
  const curve = through(900, 800, 20, 15, 12)
  expect(lastStageOf(curve, [2, 3]).map(({ loss }) => loss)).toEqual([20, 15, 12])
  expect(lastStageOf(curve)).toEqual(curve)
})
