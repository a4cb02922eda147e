import type { StylizeResult } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { LossCurve } from './lossCurve.js'

/** A picture that has been made, and how its loss fell. */
export interface Finished {
  readonly result: StylizeResult
  readonly curve: LossCurve
}

/** The state of a run that has not ended, and how its loss fell until then, or a few steps further. */
export interface Unfinished {
  readonly checkpoint: Uint8Array
  readonly curve: LossCurve
}

/** The same with a state that may come in pieces. */
export interface UnfinishedInPieces extends Pick<Unfinished, 'curve'> {
  readonly checkpoint: Uint8Array | AsyncIterable<Uint8Array>
}

/** Where finished pictures are kept, so that what has been made once is not made again. */
export interface Shelf {
  /** What was kept under a name, if it is just what the plan would make. Never throws. */
  find(name: string, plan: PlannedRun): Promise<Finished | undefined>
  /** Keeps a picture under a name, in place of what was there. Throws NstOnnxError `failed`. */
  keep(name: string, finished: Finished): Promise<void>
  /** The state of an unfinished run, if it is of the plan. Never throws. */
  findState?(name: string, plan: PlannedRun): Promise<Unfinished | undefined>
  /** Keeps the state of an unfinished run until its picture is kept. Throws NstOnnxError `failed`. */
  keepState?(name: string, unfinished: UnfinishedInPieces): Promise<void>
}
