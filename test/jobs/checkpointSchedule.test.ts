import { describe, expect, test } from 'vitest'
import { CheckpointSchedule } from '../../src/jobs/checkpointSchedule.js'

/** The seconds at which the state of a run is due, of steps a second apart in a run of so many seconds. */
function dueIn(seconds: number, schedule: CheckpointSchedule, cost = 0): number[] {
  const due: number[] = []
  for (let second = 1; second <= seconds; second++) {
    if (!schedule.isDue(second, seconds - second)) continue
    due.push(second)
    schedule.took(cost)
  }
  return due
}

describe('the state of a run is kept', () => {
  test('not at all where it is expected to end within two minutes', () =>
    expect(dueIn(119, new CheckpointSchedule())).toEqual([]))

  test('every minute in longer runs', () => expect(dueIn(200, new CheckpointSchedule())).toEqual([60, 120, 180]))

  test('more seldom where keeping it takes long: it costs a twentieth of the time at most', () =>
    expect(dueIn(600, new CheckpointSchedule(), 10)).toEqual([60, 260, 460]))

  test('as often as is asked for, from the first step on', () =>
    expect(dueIn(10, new CheckpointSchedule(3))).toEqual([4, 7, 10]))

  test('not while nobody knows how long the run will be', () =>
    expect(new CheckpointSchedule().isDue(500, undefined)).toBe(false))
})
