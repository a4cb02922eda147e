/** How the loss of a run fell: a point for every accepted step, in order. */
export type LossCurve = readonly LossPoint[]

/** A loss at an accepted step. */
export interface LossPoint {
  /** Counts accepted steps, from 1. */
  readonly iteration: number
  /** Runs of the graph so far. */
  readonly evaluations: number
  readonly loss: number
  /** The time since the run was started. */
  readonly seconds: number
}
