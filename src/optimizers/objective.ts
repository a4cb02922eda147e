import { dot } from '../kernels/vectors.js'

/** What one evaluation tells an optimiser. Richer objectives extend it (a loss per tap, say) and get it back untouched. */
export interface Evaluation {
  readonly loss: number
  /** Has the length of the point; handed over for good, so the objective must not write to it again. */
  readonly gradient: Float32Array
}

/** All an optimiser knows of the world. It must not modify `x`, nor keep it after its promise has settled. */
export type Objective<E extends Evaluation = Evaluation> = (x: Float32Array<ArrayBuffer>) => Promise<E>

/** A point and what was found there. */
export interface Point<E extends Evaluation = Evaluation> {
  readonly x: Float32Array<ArrayBuffer>
  readonly evaluation: E
}

/** Whether the loss and every element of the gradient are finite. */
export function isFiniteEvaluation({ loss, gradient }: Evaluation): boolean {
  // In float64 the squares of finite float32 numbers cannot overflow, so their sum is finite if and only if they all are.
  return Number.isFinite(loss) && Number.isFinite(dot(gradient, gradient))
}
