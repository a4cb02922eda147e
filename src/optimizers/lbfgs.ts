import { spaceOf, type VectorSpace, vectorSpace } from '../kernels/vectorSpace.js'
import { addThenDot, dot, move, negate, scale } from '../kernels/vectors.js'
import type { CurvatureBands } from './curvatureBands.js'
import { lineSearch } from './lineSearch.js'
import type { Point } from './objective.js'
import type { Optimizer } from './optimizer.js'

/** What L-BFGS remembers. */
export interface LbfgsOptions {
  /** How many steps the curvature is learnt from, at least 1; each costs two vectors. 10 by default. */
  readonly history?: number
  /**
   * Bands in each of which the curvature is learnt. Pays where it differs by orders of magnitude between them; without bands, all
   * coordinates are taken to be alike.
   */
  readonly bands?: CurvatureBands | undefined
}

/** What is known of the curvature of each band: sums over the steps, in which each step weighs less than the next. */
export interface BandCurvature {
  readonly ss: Float64Array
  readonly yy: Float64Array
}

/** One step and what it did to the gradient. */
export interface CurvaturePair {
  /** The new point minus the old. */
  readonly s: Float32Array
  /** The gradient at the new point minus the gradient at the old. */
  readonly y: Float32Array
  /** `s · y`, above 0. */
  readonly sy: number
  /** `y · y`. */
  readonly yy: number
}

/**
 * `2 · history + 1` vectors at most, all of the point's length. Besides these a run holds two points and two gradients, and a third one
 * inside a line search of several trials.
 */
export interface LbfgsMemory {
  /** Oldest first. */
  readonly pairs: CurvaturePair[]
  readonly curvature: BandCurvature
  /** Counts the steps, for bands that change with each. */
  cycle: number
  /** Losses of the last accepted points, oldest first. */
  readonly losses: number[]
  /** Euclidean norm of the gradient at the start of the run. */
  readonly firstGradientNorm: number
  gradientNorm: number
  /** Scratch: holds nothing between steps. */
  direction: Float32Array
}

/** Root mean square change of `x` that the very first trial makes, where no curvature is known: pictures live in [0, 1]. */
const FIRST_CHANGE = 0.015
/** What the curvature of a band that was learnt a step earlier counts for. */
const MEMORY_OF_CURVATURE = 0.8
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
export function lbfgs({ history = 10, bands }: LbfgsOptions = {}): Optimizer<LbfgsMemory> {
  const count = bands?.count ?? 0
  const roomFor = (length: number) => vectorSpace(length, 2 * history + 1, bands?.scratchBytes ?? 0)
  return {
    start({ loss, gradient }) {
      const norm = Math.sqrt(dot(gradient, gradient))
      return {
        pairs: [],
        curvature: { ss: new Float64Array(count), yy: new Float64Array(count) },
        cycle: 0,
        losses: [loss],
        firstGradientNorm: norm,
        gradientNorm: norm,
        direction: roomFor(gradient.length)?.take() ?? new Float32Array(gradient.length),
      }
    },

    async step(from, memory, trial, objective) {
      if (hasConverged(memory)) return { stopped: 'converged' }
      if (!spaceOf(memory.direction)) moveInto(roomFor(trial.length), memory)
      const { pairs, direction } = memory
      const { loss, gradient } = from.evaluation

      for (;;) {
        const slope = pointDownhill(memory, gradient, bands)
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
          remember(memory, history, bands, from, { x: trial, evaluation: found.evaluation })
          return { accepted: found.evaluation }
        }
        if (isSteepest) return { stopped: 'stalled' }
        const space = spaceOf(direction)
        for (const { s, y } of pairs.splice(0)) for (const vector of [s, y]) space?.give(vector)
      }
    },
  }
}

/** Moves what a run that goes on has brought into a space, where there is one. */
function moveInto(space: VectorSpace | undefined, memory: LbfgsMemory): void {
  if (!space) return
  const moved = (vector: Float32Array) => {
    const place = space.take()
    place.set(vector)
    return place
  }
  memory.direction = moved(memory.direction)
  for (const [i, pair] of memory.pairs.entries()) memory.pairs[i] = { ...pair, s: moved(pair.s), y: moved(pair.y) }
}

/** Sets `direction = −H · gradient` by the two-loop recursion (algorithm 7.4) and returns its slope, `direction · gradient`. */
function pointDownhill(memory: LbfgsMemory, gradient: Float32Array, bands: CurvatureBands | undefined): number {
  const { direction, pairs } = memory
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

  if (bands) applyInitialHessian(memory, newest, bands)
  else scale(direction, newest.sy / newest.yy) // Nocedal and Wright, eq. 7.20

  inner = dot(direction, pairs[0]!.y)
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]!
    inner = addThenDot(direction, alphas[i]! - inner / pair.sy, pair.s, pairs[i + 1]?.y ?? gradient)
  }
  return inner
}

/**
 * `H₀` multiplies each band by one over the curvature seen there, `√(y·y / s·s)`. All of them are scaled so that `yᵀ·H₀·y = s·y`
 * for a `y` whose energy is spread over the bands as in the steps before.
 */
function applyInitialHessian(
  { direction, curvature, cycle }: LbfgsMemory,
  { sy, yy }: CurvaturePair,
  bands: CurvatureBands,
): void {
  const [allS, allY] = [total(curvature.ss), total(curvature.yy)]
  const inverse = Array.from(curvature.ss, (ss, i) => {
    const seen = Math.sqrt(ss / curvature.yy[i]!) // an entry for each band
    // A band that has not moved, or that the loss does not answer to, has shown no curvature of its own.
    return seen > 0 && seen < Number.POSITIVE_INFINITY ? seen : Math.sqrt(allS / allY)
  })
  const mean = curvature.yy.reduce((sum, value, i) => sum + (value / allY) * inverse[i]!, 0)
  bands.scale(
    direction,
    inverse.map(value => (value * sy) / (yy * mean)),
    cycle,
  )
}

/**
 * Takes an accepted point into the memory. Once the history is full, the oldest pair's vectors serve the newest, so the
 * oldest is lost even where the newest turns out to be of no use; that is rare, and cheaper than a look beforehand.
 */
function remember(
  memory: LbfgsMemory,
  history: number,
  bands: CurvatureBands | undefined,
  from: Point,
  to: Point,
): void {
  const { pairs, losses } = memory
  const n = to.x.length
  const reused = pairs.length >= history ? pairs.shift() : undefined
  const space = spaceOf(memory.direction)
  const s = reused?.s ?? space?.take() ?? new Float32Array(n)
  const y = reused?.y ?? space?.take() ?? new Float32Array(n)
  const { ss, sy, yy, gg } = differences(s, y, from, to)
  if (sy > LEAST_CURVATURE * Math.sqrt(ss * yy)) {
    pairs.push({ s, y, sy, yy })
    if (bands) learnCurvature(memory, s, y, bands)
  } else for (const vector of [s, y]) space?.give(vector)

  memory.gradientNorm = Math.sqrt(gg)
  losses.push(to.evaluation.loss)
  if (losses.length > LOSS_WINDOW + 1) losses.shift()
}

function learnCurvature(memory: LbfgsMemory, s: Float32Array, y: Float32Array, bands: CurvatureBands): void {
  const { curvature } = memory
  const cycle = ++memory.cycle
  for (const [sums, vector] of [
    [curvature.ss, s],
    [curvature.yy, y],
  ] as const) {
    for (const [i, energy] of bands.energies(vector, cycle).entries()) sums[i] = MEMORY_OF_CURVATURE * sums[i]! + energy
  }
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

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
