import type { LossCurve } from '../jobs/lossCurve.js'

/** Less than this share of its loss in its last fifth, and a run counts as flat. */
export const FLAT = 0.1
/** Losses are squared distances: at 1/400 of the loss after the first step the distance is a twentieth of what it was. */
export const MET = 1 / 400
const LAST_PART = 0.2

/** How a run's loss fell, and whether more iterations would still change much. */
export interface Course {
  /** The loss after the first accepted step; that of the start itself is not recorded. */
  readonly firstStep: number
  readonly last: number
  /** What the last fifth of the steps took off the loss, as a share of what it was before them. */
  readonly lastFifth: number
  /**
   * Why the run counts as settled: its optimiser found nothing lower (`ended`), what it asks for is there (`met`), or its last fifth
   * changed little (`flat`). `no` where it was still under way when it ended.
   */
  readonly settled: 'ended' | 'met' | 'flat' | 'no'
}

/**
 * The course of a run from the curve of its last stage.
 *
 * @param stopped why it ended, as a result tells it
 */
export function courseOf(curve: LossCurve, stopped: string): Course {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last) return { firstStep: Number.NaN, last: Number.NaN, lastFifth: Number.NaN, settled: 'no' }
  const before = curve[Math.max(0, Math.ceil(curve.length * (1 - LAST_PART)) - 1)] ?? first
  const lastFifth = before.loss > 0 ? 1 - last.loss / before.loss : 0
  const settled = settlement({ firstStep: first.loss, last: last.loss, lastFifth, steps: curve.length }, stopped)
  return { firstStep: first.loss, last: last.loss, lastFifth, settled }
}

/** Fewer steps have no fifth to speak of. */
const FEWEST_STEPS = 5

function settlement(
  { firstStep, last, lastFifth, steps }: Omit<Course, 'settled'> & { readonly steps: number },
  stopped: string,
): Course['settled'] {
  if (stopped === 'converged' || stopped === 'stalled') return 'ended'
  if (stopped === 'interrupted') return 'no'
  if (last <= firstStep * MET) return 'met'
  return steps >= FEWEST_STEPS && lastFifth < FLAT ? 'flat' : 'no'
}

/** The steps of a run's last stage: earlier ones lowered the loss of a smaller picture, which is another one. */
export function lastStageOf(curve: LossCurve, iterationsByStage: readonly number[] = []): LossCurve {
  const before = iterationsByStage.slice(0, -1).reduce((sum, iterations) => sum + iterations, 0)
  return curve.filter(({ iteration }) => iteration > before)
}
