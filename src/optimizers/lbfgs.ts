import { lineSearch } from './lineSearch.js'
import type { Point } from './objective.js'
import type { Optimizer } from './optimizer.js'
import { addThenDot, dot, move, negate, scale } from './vectors.js'

export interface LbfgsOptions {
  /** How many steps the curvature is learnt from, at least 1; each costs two vectors. 10 by default. */
  readonly history?: number
}

/** One step and what it did to the gradient. */
interface CurvaturePair {
  /** The new point minus the old. */
  readonly s: Float32Array
  /** The gradient at the new point minus the gradient at the old. */
  readonly y: Float32Array
  /** `s · y`, above 0. */
  readonly sy: number
  /** `y · y` */
  readonly yy: number
}

/**
 * `2 · history + 1` vectors at most, all of the point's length. Besides these a run holds two points and two gradients,
 * and up to five gradients inside a line search of several trials.
 */
export interface LbfgsMemory {
  /** Oldest first. */
  readonly pairs: CurvaturePair[]
  /** Losses of the last accepted points, oldest first. */
  readonly losses: number[]
  /** Euclidean norm of the gradient at the start of the run. */
  readonly firstGradientNorm: number
  gradientNorm: number
  /** Scratch: holds nothing between steps. */
  readonly direction: Float32Array
}

/** Root mean square change of `x` that the very first trial makes, where no curvature is known: pictures live in [0, 1]. */
const FIRST_CHANGE = 0.01
/** Least cosine between `s` and `y`: below it the pair is rounding, or the loss is not convex there. */
const LEAST_CURVATURE = 1e-9
/** Converged: the gradient has shrunk to this share of the first one... */
const GRADIENT_TOLERANCE = 1e-8
/** ...or so many iterations together have lowered the loss by no more than this share. Style transfer's tail is long and
 * flat, and 1e-6 an iteration is progress there: ten times what is asked for. */
const LOSS_WINDOW = 10
const LOSS_TOLERANCE = 1e-6

/**
 * L-BFGS (Nocedal and Wright, "Numerical Optimization", algorithms 7.4 and 7.5) with a weak Wolfe line search, which takes
 * one evaluation for most steps. Each accepted point's loss is below the one before. Where the line search fails, the
 * history is dropped and steepest descent tried; if that fails too, the run has stalled.
 */
export function lbfgs({ history = 10 }: LbfgsOptions = {}): Optimizer<LbfgsMemory> {
  return {
    start({ loss, gradient }) {
      const norm = Math.sqrt(dot(gradient, gradient))
      const direction = new Float32Array(gradient.length)
      return { pairs: [], losses: [loss], firstGradientNorm: norm, gradientNorm: norm, direction }
    },

    async step(from, memory, trial, objective) {
      if (hasConverged(memory)) return { stopped: 'converged' }
      const { pairs, direction } = memory
      const { loss, gradient } = from.evaluation

      for (;;) {
        const slope = pointDownhill(direction, gradient, pairs)
        const isSteepest = pairs.length === 0
        const firstLength = isSteepest ? (FIRST_CHANGE * Math.sqrt(trial.length)) / memory.gradientNorm : 1
        let lastLength = 0
        const probe = async (length: number) => {
          move(trial, from.x, length, direction)
          lastLength = length
          const evaluation = await objective(trial)
          // Not finite unless every element of the gradient is: 0 · ∞ and ∞ − ∞ are NaN. No separate check is needed.
          const slopeThere = dot(direction, evaluation.gradient)
          return { length, loss: evaluation.loss, slope: slopeThere, evaluation }
        }

        const found = slope < 0 ? await lineSearch({ loss, slope }, firstLength, probe) : undefined
        if (found) {
          if (found.length !== lastLength) move(trial, from.x, found.length, direction)
          remember(memory, history, from, { x: trial, evaluation: found.evaluation })
          return { accepted: found.evaluation }
        }
        if (isSteepest) return { stopped: 'stalled' }
        pairs.length = 0
      }
    },
  }
}

/** Sets `direction = −H · gradient` by the two-loop recursion (algorithm 7.4) and returns its slope, `direction · gradient`. */
function pointDownhill(direction: Float32Array, gradient: Float32Array, pairs: readonly CurvaturePair[]): number {
  negate(direction, gradient)
  const newest = pairs.at(-1)
  if (!newest) return dot(direction, gradient)

  // Each loop's update and the next turn's inner product share a pass: half as many trips through memory.
  const alphas: number[] = []
  let inner = dot(direction, newest.s)
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i]! // 0 <= i < pairs.length, here and below
    const alpha = inner / pair.sy
    alphas[i] = alpha
    inner = addThenDot(direction, -alpha, pair.y, (pairs[i - 1] ?? pair).s)
  }

  applyInitialHessian(direction, newest)

  inner = dot(direction, pairs[0]!.y)
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]!
    inner = addThenDot(direction, alphas[i]! - inner / pair.sy, pair.s, pairs[i + 1]?.y ?? gradient)
  }
  return inner
}

/** `H₀ = (s·y / y·y) · I` (Nocedal and Wright, eq. 7.20): the size of the inverse Hessian along the newest step. */
function applyInitialHessian(direction: Float32Array, newest: CurvaturePair): void {
  scale(direction, newest.sy / newest.yy)
}

/**
 * Takes an accepted point into the memory. Once the history is full, the oldest pair's vectors serve the newest, so the
 * oldest is lost even where the newest turns out to be of no use; that is rare, and cheaper than a look beforehand.
 */
function remember(memory: LbfgsMemory, history: number, from: Point, to: Point): void {
  const { pairs, losses } = memory
  const n = to.x.length
  const reused = pairs.length >= history ? pairs.shift() : undefined
  const s = reused?.s ?? new Float32Array(n)
  const y = reused?.y ?? new Float32Array(n)
  const { ss, sy, yy, gg } = differences(s, y, from, to)
  if (sy > LEAST_CURVATURE * Math.sqrt(ss * yy)) pairs.push({ s, y, sy, yy })

  memory.gradientNorm = Math.sqrt(gg)
  losses.push(to.evaluation.loss)
  if (losses.length > LOSS_WINDOW + 1) losses.shift()
}

/** Fills `s` and `y`; returns the inner products that the memory needs, `gg` being the new gradient's with itself. */
function differences(s: Float32Array, y: Float32Array, from: Point, to: Point) {
  const { x: x0, evaluation: e0 } = from
  const { x: x1, evaluation: e1 } = to
  const [g0, g1] = [e0.gradient, e1.gradient]
  let [ss, sy, yy, gg] = [0, 0, 0, 0]
  for (let i = 0; i < s.length; i++) {
    const g = g1[i]! // all six vectors have the point's length, here and below
    const si = x1[i]! - x0[i]!
    const yi = g - g0[i]!
    s[i] = si
    y[i] = yi
    ss += si * si
    sy += si * yi
    yy += yi * yi
    gg += g * g
  }
  return { ss, sy, yy, gg }
}

function hasConverged({ losses, gradientNorm, firstGradientNorm }: LbfgsMemory): boolean {
  if (gradientNorm <= GRADIENT_TOLERANCE * firstGradientNorm) return true
  const [oldest, newest] = [losses[0]!, losses.at(-1)!] // never empty: `start` puts the first loss in
  return losses.length > LOSS_WINDOW && oldest - newest <= LOSS_TOLERANCE * Math.abs(newest)
}
