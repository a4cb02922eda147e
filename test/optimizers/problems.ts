import { type MinimizeOptions, type Minimum, minimize, type Step } from '../../src/optimizers/minimize.js'
import type { Evaluation, Objective } from '../../src/optimizers/objective.js'

/** An objective from a function that returns the loss and adds its gradient, in float64, to a vector of zeros. */
export function objective(lossAndGradient: (x: Float32Array, gradient: Float64Array) => number): Objective {
  return async x => {
    const gradient = new Float64Array(x.length)
    const loss = lossAndGradient(x, gradient)
    return { loss, gradient: Float32Array.from(gradient) }
  }
}

/** `½ Σ cᵢ (xᵢ − target)²`, the `cᵢ` spread evenly in the logarithm from 1 to `condition`. Minimum 0. */
export function quadratic(condition: number, target = 3): Objective {
  return objective((x, gradient) => {
    let loss = 0
    x.forEach((value, i) => {
      const curvature = condition ** (i / (x.length - 1))
      gradient[i] = curvature * (value - target)
      loss += 0.5 * curvature * (value - target) ** 2
    })
    return loss
  })
}

/** The extended Rosenbrock function (Moré, Garbow and Hillstrom 1981, problem 21): independent pairs. Minimum 0 at 1. */
export const pairedRosenbrock = objective((x, gradient) => {
  let loss = 0
  for (let i = 0; i < x.length; i += 2) loss += rosenbrockTerm(x, gradient, i)
  return loss
})

/** The chained Rosenbrock function, each element in two terms. Minimum 0 at 1. */
export const chainedRosenbrock = objective((x, gradient) => {
  let loss = 0
  for (let i = 0; i + 1 < x.length; i++) loss += rosenbrockTerm(x, gradient, i)
  return loss
})

/** The customary start of Rosenbrock's function: (−1.2, 1, −1.2, 1, …). */
export const rosenbrockStart = (n: number) => Float32Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2))

function rosenbrockTerm(x: Float32Array, gradient: Float64Array, i: number): number {
  const [a, b] = [x[i]!, x[i + 1]!] // the callers keep i + 1 below the length
  const offCurve = b - a * a
  gradient[i]! += -400 * a * offCurve - 2 * (1 - a)
  gradient[i + 1]! += 200 * offCurve
  return 100 * offCurve ** 2 + (1 - a) ** 2
}

/** `Σ wᵢ |xᵢ|` with weights 1 to 7. Minimum 0, at a kink in every direction. */
export const weightedAbsolutes = objective((x, gradient) => {
  let loss = 0
  x.forEach((value, i) => {
    const weight = 1 + (i % 7)
    gradient[i] = weight * Math.sign(value)
    loss += weight * Math.abs(value)
  })
  return loss
})

/** The same objective with its loss passed through `change`. */
export function withLoss(inner: Objective, change: (loss: number) => number): Objective {
  return async x => {
    const { loss, gradient } = await inner(x)
    return { loss: change(loss), gradient }
  }
}

/** Loss and gradient both multiplied by `factor`. */
export function scaled(inner: Objective, factor: number): Objective {
  return async x => {
    const { loss, gradient } = await inner(x)
    return { loss: factor * loss, gradient: gradient.map(value => factor * value) }
  }
}

export interface Run<E extends Evaluation, M> {
  readonly minimum: Minimum<E>
  /** Losses of the accepted iterations, in order. */
  readonly losses: readonly number[]
  /** How many evaluations it took to accept a loss of at most so much. */
  readonly evaluationsUntil: (loss: number) => number
  readonly lastStep: Step<E, M> | undefined
}

/** A whole run; `watch` sees each step as it is yielded. */
export async function runToEnd<E extends Evaluation, M>(
  f: Objective<E>,
  from: Float32Array | Step<E, M>,
  options: MinimizeOptions<M>,
  watch: (step: Step<E, M>) => void = () => {},
): Promise<Run<E, M>> {
  const steps = minimize(f, from, options)
  const record: { loss: number; evaluations: number }[] = []
  let lastStep: Step<E, M> | undefined
  for (;;) {
    const { done, value } = await steps.next()
    if (done) {
      const evaluationsUntil = (loss: number) =>
        record.find(entry => entry.loss <= loss)?.evaluations ?? Number.POSITIVE_INFINITY
      return { minimum: value, losses: record.map(({ loss }) => loss), evaluationsUntil, lastStep }
    }
    record.push({ loss: value.evaluation.loss, evaluations: value.evaluations })
    lastStep = value
    watch(value)
  }
}
