import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startNodeSessionHost } from '../../dist/node/engine/nodeSessionHost.js'
import { createLossFunction } from '../../dist/runtime/createLossFunction.js'
import type { LossFunction, Planes } from '../../dist/runtime/lossFunction.js'
import type { SessionHost } from '../../dist/runtime/sessionHost.js'
import { type Pooling, termNames } from '../../src/graphs/specification.js'
import { TAPS } from '../../src/graphs/taps.js'
import { lossOf } from './lossOf.js'
import { randomNetwork } from './randomNetwork.js'
import { startRandomValues, uniformValues } from './randomValues.js'

startRandomValues()

// The whole network, every tap with every term in one graph, with random weights that keep features in range.

const EVERYTHING = lossOf({ style: TAPS, moments: TAPS, content: TAPS, tv: true })

let host: SessionHost
beforeAll(async () => {
  host = await startNodeSessionHost({ device: 'cpu', threads: 1, weights: randomNetwork('conv5_4') })
})
afterAll(() => host?.release())

const picture = (height: number, width: number): Planes => ({
  height,
  width,
  pixels: uniformValues([3, height, width]).data.map(value => (value + 1) / 2),
})

/** A loss with weight 1 on every term, and targets from random pictures. */
async function everyTerm(pool: Pooling, height: number, width: number): Promise<LossFunction> {
  const loss = await createLossFunction(host, { ...EVERYTHING, pool }, { height, width })
  await loss.setTargets({ content: picture(height, width), style: picture(21, 16) })
  return loss
}

// The least side and an odd one: the deepest maps are of one pixel, and pooling leaves a column out each time.
describe.each([
  ['max', 16, 31],
  ['avg', 31, 16],
] as const)('with %s pooling at %i × %i', (pool, height, width) => {
  let loss: LossFunction
  beforeAll(async () => {
    loss = await everyTerm(pool, height, width)
  })
  afterAll(() => loss?.release())

  test('every tap gives every term, and the loss is their sum', async () => {
    const evaluation = await loss.lossAndGradient(picture(height, width).pixels)
    expect(Object.keys(evaluation.terms)).toEqual(termNames({ ...EVERYTHING, pool }))
    const terms = Object.entries(evaluation.terms)
    expect(terms).toHaveLength(3 * 32 + 1)
    for (const [name, value] of terms) expect(value, name).toBeGreaterThan(0)
    const sum = terms.reduce((total, [, value]) => total + value, 0)
    expect(Math.abs(evaluation.loss / sum - 1)).toBeLessThan(1e-5)
  })

  test('the loss changes along its gradient as fast as the gradient is long', async () => {
    const { pixels } = picture(height, width)
    const { gradient } = await loss.lossAndGradient(pixels)
    const length = Math.hypot(...gradient)
    const STEP = 2e-3
    const lossAt = async (step: number) =>
      (await loss.lossAndGradient(pixels.map((value, i) => value + (step * (gradient[i] ?? 0)) / length))).loss
    const slope = ((await lossAt(STEP)) - (await lossAt(-STEP))) / (2 * STEP)
    // Some of the network's ReLUs and maxima lie within the step, so this is no match for the checks of each operator.
    expect(Math.abs(slope / length - 1)).toBeLessThan(0.01)
  })
})
