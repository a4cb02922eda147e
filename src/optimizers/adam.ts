import { isFiniteEvaluation } from './objective.js'
import type { Optimizer } from './optimizer.js'

/** How Adam steps. */
export interface AdamOptions {
  /** Length of the first step for every element, and about the longest of any later one. 0.02: pictures live in [0, 1]. */
  readonly learningRate?: number
  /** Share of the mean gradient kept from one iteration to the next. 0.9 as in the paper. */
  readonly beta1?: number
  /** The same for the mean squared gradient. 0.999 as in the paper. */
  readonly beta2?: number
}

/** Two vectors of the point's length. */
export interface AdamMemory {
  /** Gradients taken in so far: the paper's `t`. */
  gradients: number
  /** What gradients are divided by: a power of two, so that it rounds nothing. */
  readonly unit: number
  /** Decaying mean of the gradient, not corrected for having begun at 0. */
  readonly mean: Float32Array
  /** Decaying mean of the gradient's square, likewise. */
  readonly square: Float32Array
}

/** Gradients beyond 2 to this power, or below its inverse, are scaled: float32 could not hold their squares. */
const FURTHEST_EXPONENT = 40

/** Keeps the division finite where a gradient has always been 0; the paper's value. */
const EPSILON = 1e-8

/**
 * Adam (Kingma and Ba 2015, algorithm 1), one evaluation an iteration. The learning rate alone departs from the paper's
 * 0.001, which would take a thousand iterations to turn black into white. Every finite step is accepted, so the loss may
 * rise; a loss that is not finite stalls the run.
 */
export function adam({ learningRate = 0.02, beta1 = 0.9, beta2 = 0.999 }: AdamOptions = {}): Optimizer<AdamMemory> {
  /** The state is brought up to date with each accepted gradient rather than before each step: see `Optimizer`. */
  function takeIn(memory: AdamMemory, gradient: Float32Array): void {
    const { mean, square, unit } = memory
    memory.gradients++
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i]! / unit // i is below the common length, here and below
      mean[i] = beta1 * mean[i]! + (1 - beta1) * g
      square[i] = beta2 * square[i]! + (1 - beta2) * g * g
    }
  }

  return {
    start({ gradient }) {
      const n = gradient.length
      const unit = unitOf(gradient)
      const memory: AdamMemory = { gradients: 0, unit, mean: new Float32Array(n), square: new Float32Array(n) }
      takeIn(memory, gradient)
      return memory
    },

    async step({ x, evaluation: { gradient } }, memory, trial, objective) {
      const { mean, square, gradients } = memory
      const meanFactor = learningRate / (1 - beta1 ** gradients)
      const squareFactor = 1 / (1 - beta2 ** gradients)
      let length = 0
      for (let i = 0; i < x.length; i++) {
        const change = (meanFactor * mean[i]!) / (Math.sqrt(squareFactor * square[i]!) + EPSILON)
        trial[i] = x[i]! - change
        length += change * change
      }
      if (length === 0) return { stopped: gradient.every(value => value === 0) ? 'converged' : 'stalled' }

      const evaluation = await objective(trial)
      if (!isFiniteEvaluation(evaluation)) return { stopped: 'stalled' }
      takeIn(memory, evaluation.gradient)
      return { accepted: evaluation }
    },
  }
}

function unitOf(gradient: Float32Array): number {
  const exponent = Math.round(Math.log2(gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0)))
  return Math.abs(exponent) > FURTHEST_EXPONENT && Number.isFinite(exponent) ? 2 ** exponent : 1
}
