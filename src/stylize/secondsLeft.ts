import type { StageWork, StepEvent } from './events.js'

/** How far a run had come after a step. */
export type StepTime = Pick<StepEvent, 'iteration' | 'seconds'>

/** A step takes time for each pixel, and as long as so many pixels whatever the size: measured under Node and in a page. */
const PIXELS_BESIDE = 2700
/** Beginning a stage takes as long as so many of its steps: its graph is made ready, its targets are read. */
const STEPS_TO_BEGIN = 3

/** The pace of a step counts half after this share of the work that was done until then: pauses of the machine even out, changes tell. */
const HALF_LIFE = 0.6
/** A step that takes longer than the median of the latest few counts as so many times that: the machine had something else to do. */
const MOST_PACE = 1.5
const FEW_STEPS = 9
/** The first steps try several step lengths: before so many the pace is unknown, unless they take long. */
const LEAST_STEPS = 5
const LONG_SECONDS = 10
/** The latest steps, before which all count next to nothing. */
export const MOST_STEPS = 200

/**
 * Seconds until the last iteration of a run, by its pace so far, that of late counting most. What a step takes in a stage is known by the
 * stage's pixels, so that a coarse stage tells the pace of a fine one.
 *
 * @param steps the latest ones, in order; 200 tell all that counts
 * @returns undefined while the pace is unknown
 */
export function secondsLeft(stages: readonly StageWork[], steps: readonly StepTime[]): number | undefined {
  const recent = steps.slice(-MOST_STEPS)
  const [first, last] = [recent[0], recent.at(-1)]
  if (!first || !last || first === last) return undefined
  if (recent.length < LEAST_STEPS && last.seconds - first.seconds < LONG_SECONDS) return undefined
  const done = timeAfter(stages, last.iteration)
  const taken = recent.slice(1).map((step, i) => {
    const before = recent[i] ?? step
    const until = timeAfter(stages, step.iteration)
    const work = until - timeAfter(stages, before.iteration)
    return { until, work, pace: (step.seconds - before.seconds) / work }
  })
  const most = MOST_PACE * median(taken.slice(-FEW_STEPS).map(({ pace }) => pace))
  let [seconds, work] = [0, 0]
  for (const step of taken) {
    const counted = step.work * 2 ** ((step.until - done) / (HALF_LIFE * done))
    seconds += counted * Math.min(step.pace, most)
    work += counted
  }
  return (seconds / work) * Math.max(0, timeAfter(stages, Number.POSITIVE_INFINITY) - done)
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Share of a run's work that is done after so many iterations. */
export function shareDone(stages: readonly StageWork[], iteration: number): number {
  const whole = workAfter(stages, Number.POSITIVE_INFINITY)
  return whole > 0 ? workAfter(stages, iteration) / whole : 1
}

/** The work that is done after so many iterations, in steps of one pixel. */
const workAfter = (stages: readonly StageWork[], iteration: number): number =>
  sumOver(stages, iteration, (taken, pixels) => taken * pixels)

/** The time that so many iterations take, stages begun included, in that of one pixel. */
const timeAfter = (stages: readonly StageWork[], iteration: number): number =>
  sumOver(stages, iteration, (taken, pixels) => (taken + STEPS_TO_BEGIN) * (pixels + PIXELS_BESIDE))

/** Adds up what the stages that so many iterations reach come to, by their iterations and pixels. */
function sumOver(
  stages: readonly StageWork[],
  iteration: number,
  cost: (taken: number, pixels: number) => number,
): number {
  let before = 0
  let sum = 0
  for (const { width, height, iterations } of stages) {
    const taken = Math.min(iterations, iteration - before)
    if (taken > 0) sum += cost(taken, width * height)
    before += iterations
  }
  return sum
}
