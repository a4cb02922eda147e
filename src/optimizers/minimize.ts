import { NstOnnxError } from '../errors.js'
import { type Evaluation, isFiniteEvaluation, type Objective, type Point } from './objective.js'
import type { Optimizer } from './optimizer.js'

/**
 * Why a run ended: it took the `iterations` asked for; it `converged`, as its optimiser defines that; it `stalled`, because no
 * lower loss could be found (the limit of float32, or a gradient that is not the loss's); or it was `interrupted`.
 */
export type StopReason = 'iterations' | 'converged' | 'stalled' | 'interrupted'

/**
 * A run after an accepted iteration: at once what to report and all that is needed to go on.
 *
 * Vectors are shared with the run, not copied. `x` and `best.x` stay as they are until the next step has been yielded, so
 * a preview may read them during the next line search; `memory` changes as soon as the run goes on. `structuredClone(step)`
 * keeps everything, and `minimize` goes on from such a clone with bit-identical results.
 */
export interface Step<E extends Evaluation, M> extends Point<E> {
  /** Accepted iterations so far, from 1. */
  readonly iteration: number
  /** Evaluations so far, the first one and the line search's rejected ones included. */
  readonly evaluations: number
  /** The accepted point with the lowest loss so far. */
  readonly best: Point<E>
  readonly memory: M
}

/** The accepted point with the lowest loss, and how it was come by. Its `x` is the caller's. */
export interface Minimum<E extends Evaluation> extends Point<E> {
  readonly iterations: number
  readonly evaluations: number
  readonly stopped: StopReason
}

/** How a minimum is looked for. */
export interface MinimizeOptions<M> {
  readonly optimizer: Optimizer<M>
  /** Stop after so many accepted iterations, those before a resumed step included. */
  readonly iterations: number
  /** Stops the run before its next evaluation, inside a line search too. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Lowers `objective` from a start, which is copied, or from an earlier `Step`, whose vectors are taken over. Yields after each
 * accepted iteration and returns the best accepted point. There is no clamping: points may leave [0, 1].
 *
 * The first evaluation takes place even if `signal` has been aborted, so that there is always a result. An error from the
 * objective passes through and spoils nothing: the last step yielded still holds the best point, and can be resumed. If the
 * error is the signal's own reason it counts as an interruption.
 *
 * @throws NstOnnxError `failed` if the loss or gradient at the start is not finite
 */
export async function* minimize<E extends Evaluation, M>(
  objective: Objective<E>,
  from: Float32Array | Step<E, M>,
  { optimizer, iterations, signal }: MinimizeOptions<M>,
): AsyncGenerator<Step<E, M>, Minimum<E>, void> {
  let step = from instanceof Float32Array ? await firstStep(objective, from, optimizer) : from
  let evaluations = step.evaluations
  const evaluate: Objective<E> = async x => {
    signal?.throwIfAborted()
    evaluations++
    return objective(x)
  }
  const end = (stopped: StopReason): Minimum<E> => ({ ...step.best, iterations: step.iteration, evaluations, stopped })
  const buffers = [step.x, new Float32Array(step.x.length)]

  while (step.iteration < iterations) {
    const trial = unusedBuffer(buffers, step)
    try {
      const outcome = await optimizer.step(step, step.memory, trial, evaluate)
      if (outcome.stopped) return end(outcome.stopped)
      const point: Point<E> = { x: trial, evaluation: outcome.accepted }
      const best = point.evaluation.loss <= step.best.evaluation.loss ? point : step.best
      step = { ...point, iteration: step.iteration + 1, evaluations, best, memory: step.memory }
    } catch (error) {
      if (signal?.aborted && error === signal.reason) return end('interrupted')
      throw error
    }
    yield step
  }
  return end('iterations')
}

async function firstStep<E extends Evaluation, M>(
  objective: Objective<E>,
  start: Float32Array,
  optimizer: Optimizer<M>,
): Promise<Step<E, M>> {
  const x = new Float32Array(start)
  const evaluation = await objective(x)
  if (!isFiniteEvaluation(evaluation)) {
    throw new NstOnnxError('start-not-finite', { value: evaluation.loss })
  }
  const point = { x, evaluation }
  return { ...point, iteration: 0, evaluations: 1, best: point, memory: optimizer.start(evaluation) }
}

/** A third buffer is needed only once an optimiser has accepted a point that is not the best. */
function unusedBuffer<E extends Evaluation>(
  buffers: Float32Array<ArrayBuffer>[],
  { x, best }: Step<E, unknown>,
): Float32Array<ArrayBuffer> {
  const unused = buffers.find(buffer => buffer !== x && buffer !== best.x)
  if (unused) return unused
  const added = new Float32Array(x.length)
  buffers.push(added)
  return added
}
