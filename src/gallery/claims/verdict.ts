import type { Course } from '../course.js'
import type { Claim, Prose } from '../galleryPage.js'
import { percent } from './words.js'

/** A run that a claim rests on, and what the page calls it. */
export interface ComparedRun {
  readonly name: string
  readonly course: Course
}

/** A claim before it is held against numbers. */
export type Saying = Pick<Claim, 'says' | 'rule'>

/** A claim that there is nothing to hold against. */
export function open(saying: Saying, because: string): Claim {
  return { ...saying, verdict: 'open', because }
}

/**
 * A claim held against numbers. Where a run that it rests on had not settled the verdict is `early`, whichever way the numbers point:
 * with more iterations they might point the other way.
 *
 * @param holds whether the numbers are as the rule has them
 * @param because the numbers in words
 */
export function judged(saying: Saying, runs: readonly ComparedRun[], holds: boolean, because: Prose): Claim {
  const unsettled = runs.filter(({ course }) => course.settled === 'no')
  if (unsettled.length === 0) return { ...saying, verdict: holds ? 'supported' : 'contradicted', because }
  const parts = typeof because === 'string' ? [because] : because
  const far = holds ? 'So far the numbers speak for the claim' : 'So far the numbers speak against the claim'
  return { ...saying, verdict: 'early', because: [...parts, ` ${far}, but ${underWay(unsettled, runs.length)}.`] }
}

function underWay(unsettled: readonly ComparedRun[], count: number): string {
  const [worst] = unsettled.toSorted((a, b) => fall(b) - fall(a))
  const which = count === 1 ? 'the run' : `${unsettled.length} of ${count} runs`
  const name = count === 1 || !worst ? '' : ` in ${worst.name}`
  return worst && Number.isFinite(worst.course.lastFifth)
    ? `${which} had not settled: the last fifth of the iterations still took ${percent(worst.course.lastFifth)} off the loss${name}`
    : `${which} had not settled`
}

const fall = ({ course }: ComparedRun) => course.lastFifth || 0
