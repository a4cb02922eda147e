import type { Size } from '../images/fitPicture.js'
import type { StepEvent } from './events.js'
import type { Stage } from './stages.js'

/** How far a run had come after a step. */
export type StepTime = Pick<StepEvent, 'iteration' | 'seconds'>

/** What has to be done in a stage. */
export type StageWork = Size & Pick<Stage, 'iterations'>

/** Steps that the present pace is read from: enough to even out line searches, few enough to follow a change. */
const RECENT = 10

/**
 * Seconds until the last iteration of a run at its present pace, where a step takes time by the pixels of its stage.
 *
 * @param steps the latest ones, in order
 * @returns undefined while the pace is unknown
 */
export function secondsLeft(stages: readonly StageWork[], steps: readonly StepTime[]): number | undefined {
  const last = steps.at(-1)
  const earlier = steps[Math.max(0, steps.length - 1 - RECENT)]
  if (!last || !earlier || last === earlier) return undefined
  const done = workAfter(stages, last.iteration)
  const recent = done - workAfter(stages, earlier.iteration)
  const whole = workAfter(stages, Number.POSITIVE_INFINITY)
  return ((last.seconds - earlier.seconds) / recent) * Math.max(0, whole - done)
}

/** Share of a run's work that is done after so many iterations. */
export function shareDone(stages: readonly StageWork[], iteration: number): number {
  const whole = workAfter(stages, Number.POSITIVE_INFINITY)
  return whole > 0 ? workAfter(stages, iteration) / whole : 1
}

/** The work that is done after so many iterations, in steps of one pixel. */
function workAfter(stages: readonly StageWork[], iteration: number): number {
  let before = 0
  let work = 0
  for (const { width, height, iterations } of stages) {
    work += Math.min(iterations, Math.max(0, iteration - before)) * width * height
    before += iterations
  }
  return work
}
