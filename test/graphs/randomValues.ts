import { uniformSource } from '../../src/random.js'
import type { Value } from './runModel.js'

// Tensors with random elements, the same at every run.

let uniform = uniformSource(19)

/** For the head of each test file: without it the elements depend on the files that ran before in the same process. */
export function startRandomValues(): void {
  uniform = uniformSource(19)
}

/** Elements from −1 to 1. */
export function uniformValues(shape: readonly number[]): Value {
  return filled(shape, () => 2 * uniform() - 1)
}

/** Elements from 0.5 to 1 with a random sign: off ReLU's kink, for steps below 0.5. */
export function valuesOffZero(shape: readonly number[]): Value {
  return filled(shape, () => (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform() / 2))
}

/** Elements half a unit or more apart from each other: off the kinks of a maximum, for steps below 0.25. */
export function distinctValues(shape: readonly number[]): Value {
  const keys = Array.from({ length: count(shape) }, () => uniform())
  const ranks = keys.map((key, at) => ({ key, at })).sort((a, b) => a.key - b.key)
  const data = new Float32Array(keys.length)
  for (const [rank, { at }] of ranks.entries()) data[at] = (rank - keys.length / 2) / 2
  return { shape, data }
}

/** The number of elements of a shape. */
export const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

function filled(shape: readonly number[], element: () => number): Value {
  return { shape, data: Float32Array.from({ length: count(shape) }, element) }
}
