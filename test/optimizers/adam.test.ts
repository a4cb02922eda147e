import { expect, test } from 'vitest'
import { adam } from '../../src/optimizers/adam.js'
import type { Objective } from '../../src/optimizers/objective.js'
import { quadratic, runToEnd, scaled } from './problems.js'

test('the first step moves every element by the learning rate, whatever the size of its gradient', async () => {
  for (const learningRate of [0.02, 0.5]) {
    const options = { optimizer: adam({ learningRate }), iterations: 1 }
    const { minimum } = await runToEnd(quadratic(1e6), new Float32Array(50), options)
    for (const value of minimum.x) expect(value).toBeCloseTo(learningRate, 6)
  }
})

test('two steps agree with the paper, worked by hand', async () => {
  const gradients = [Float32Array.of(1), Float32Array.of(3), Float32Array.of(0)]
  let evaluations = 0
  const f: Objective = async () => ({ loss: 10 - evaluations, gradient: gradients[evaluations++]! }) // three calls
  const { minimum } = await runToEnd(f, new Float32Array(1), { optimizer: adam({ learningRate: 0.1 }), iterations: 2 })
  // Means: 0.1, then 0.9 · 0.1 + 0.1 · 3 = 0.39; corrected 0.39 / 0.19. Squares: 0.001, then 0.009999; / 0.001999.
  const second = (0.1 * (0.39 / 0.19)) / Math.sqrt(0.009999 / 0.001999)
  expect(minimum.x[0]).toBeCloseTo(-0.1 - second, 6)
})

test('a quadratic is solved with one evaluation an iteration', async () => {
  const { minimum } = await runToEnd(quadratic(10, 0.3), new Float32Array(50), { optimizer: adam(), iterations: 400 })
  for (const value of minimum.x) expect(value).toBeCloseTo(0.3, 4)
  expect(minimum).toMatchObject({ stopped: 'iterations', iterations: 400, evaluations: 401 })
})

test('the scale of the loss does not matter', async () => {
  const options = { optimizer: adam(), iterations: 50 }
  const small = await runToEnd(scaled(quadratic(10), 1e-3), new Float32Array(50), options)
  const large = await runToEnd(scaled(quadratic(10), 1e9), new Float32Array(50), options)
  small.minimum.x.forEach((value, i) => {
    expect(value).toBeCloseTo(large.minimum.x[i]!, 4) // both have 50 elements
  })
})

test('the loss may rise on the way, and the lowest accepted point is the one returned', async () => {
  const options = { optimizer: adam({ learningRate: 1 }), iterations: 5 }
  const seen: { loss: number; x: Float32Array }[] = []
  const { minimum, losses } = await runToEnd(quadratic(10), new Float32Array(50), options, step => {
    seen.push({ loss: step.evaluation.loss, x: step.x.slice() })
    expect(step.best.evaluation.loss).toBe(Math.min(...seen.map(({ loss }) => loss)))
  })
  const lowest = Math.min(...losses)
  expect(losses.at(-1)).toBeGreaterThan(lowest)
  expect(minimum.evaluation.loss).toBe(lowest)
  expect(minimum.x).toEqual(seen.find(({ loss }) => loss === lowest)?.x)
})

test('a loss or gradient that is not finite stalls the run, and the point before is kept', async () => {
  for (const broken of [{ loss: Number.NaN }, { gradient: Float32Array.of(0, Number.POSITIVE_INFINITY) }]) {
    const f: Objective = async x => ({ ...(await quadratic(10)(x)), ...(x[0]! > 0.05 ? broken : {}) }) // two elements
    const { minimum } = await runToEnd(f, new Float32Array(2), { optimizer: adam(), iterations: 100 })
    expect(minimum).toMatchObject({ stopped: 'stalled', iterations: 2, evaluations: 4 })
    expect(minimum.x[0]).toBeCloseTo(0.04, 4)
  }
})

test('a gradient of zero is the end', async () => {
  const { minimum } = await runToEnd(quadratic(10), new Float32Array(50).fill(3), {
    optimizer: adam(),
    iterations: 100,
  })
  expect(minimum).toMatchObject({ stopped: 'converged', iterations: 0, evaluations: 1 })
})

test.each([1e30, 1e-30])('gradients times %d are followed like others: their squares are never lost', async factor => {
  const options = { optimizer: adam(), iterations: 100 }
  const plain = await runToEnd(quadratic(10), new Float32Array(50), options)
  const { minimum } = await runToEnd(scaled(quadratic(10), factor), new Float32Array(50), options)
  expect(minimum).toMatchObject({ stopped: 'iterations', iterations: 100 })
  minimum.x.forEach((value, i) => {
    expect(value).toBeCloseTo(plain.minimum.x[i]!, 4) // both have 50 elements
  })
})

test('a gradient that grows beyond what its squares can hold stalls the run: it has not converged', async () => {
  let evaluations = 0
  const f: Objective = async () => ({ loss: 1, gradient: Float32Array.of(evaluations++ === 0 ? 1e-3 : 1e30) })
  const { minimum } = await runToEnd(f, new Float32Array(1), { optimizer: adam(), iterations: 100 })
  expect(minimum).toMatchObject({ stopped: 'stalled', iterations: 1 })
})
