import type { StylizeResult } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { LossCurve } from './lossCurve.js'

/** A picture that has been made, and how its loss fell. */
export interface Finished {
  readonly result: StylizeResult
  readonly curve: LossCurve
}

/** Where finished pictures are kept, so that what has been made once is not made again. */
export interface Shelf {
  /** What was kept under a name, if it is just what the plan would make. Never throws. */
  find(name: string, plan: PlannedRun): Promise<Finished | undefined>
  /** Keeps a picture under a name, in place of what was there. Throws NstOnnxError `failed`. */
  keep(name: string, finished: Finished): Promise<void>
}
