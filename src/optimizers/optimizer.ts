import type { Evaluation, Objective, Point } from './objective.js'

/**
 * An optimiser is two functions over a memory `M` of plain data. Nothing else is remembered, so a run whose memory was
 * written down goes on later exactly as it would have.
 *
 * A `step` that throws half-way leaves its memory such that it can be taken again, with the same outcome.
 */
export interface Optimizer<M> {
  /** The memory of a run that begins where `first` was evaluated. */
  start(first: Evaluation): M

  /**
   * Takes one step away from `from`. Evaluates at `trial`, as long as `from.x` and free to be overwritten, and leaves the
   * accepted point there; `from` stays intact.
   */
  step<E extends Evaluation>(
    from: Point<E>,
    memory: M,
    trial: Float32Array<ArrayBuffer>,
    objective: Objective<E>,
  ): Promise<StepOutcome<E>>
}

/** The point that a step accepted, or why there is none. */
export type StepOutcome<E extends Evaluation> =
  | { readonly accepted: E; readonly stopped?: never }
  /** `stalled`: not even the steepest way down leads to a lower loss. */
  | { readonly stopped: 'converged' | 'stalled' }
