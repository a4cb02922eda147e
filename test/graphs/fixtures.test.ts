import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tap } from '../../dist/graphs/taps.js'
import { startNodeSessionHost } from '../../dist/node/engine/nodeSessionHost.js'
import { createLossFunction, type LossEvaluation } from '../../dist/runtime/lossFunction.js'
import type { SessionHost } from '../../dist/runtime/sessionHost.js'
import { VGG19_LAYERS } from '../../src/graphs/vgg19.js'
import { openSafetensors } from '../../src/node/weights/openSafetensors.js'
import { namedTensors } from '../../src/weights/layerWeights.js'
import { readNetwork } from '../../src/weights/readNetwork.js'
import { fixturePaths, SHARED_WEIGHTS } from './sharedFixtures.js'

// Agreement with float64 autograd, as the design asks of a float32 backend. The runtime is the built one: its worker thread
// loads JavaScript.

const RELATIVE = 1e-4
const COSINE = 0.999999

const LAYERS = VGG19_LAYERS.map(({ name }) => name)

let host: SessionHost
beforeAll(async () => {
  const network = await openSafetensors(SHARED_WEIGHTS, file => readNetwork(file, LAYERS))
  host = await startNodeSessionHost({ device: 'cpu', threads: 1, weights: new Map(namedTensors(network)) })
})
afterAll(() => host?.release())

describe.each((await fixturePaths()).map(path => [basename(path), path]))('%s', (_, path) => {
  let reference: Awaited<ReturnType<typeof readFixture>>
  let evaluation: LossEvaluation
  beforeAll(async () => {
    reference = await readFixture(path)
    evaluation = await evaluate(host, reference)
  })

  test('the loss and every term agree within 1e-4', () => {
    expect(Math.abs(evaluation.loss / reference.loss - 1)).toBeLessThan(RELATIVE)
    expect(Object.keys(evaluation.terms).sort()).toEqual(Object.keys(reference.terms).sort())
    for (const [name, value] of Object.entries(evaluation.terms)) {
      expect(Math.abs(value / (reference.terms[name] ?? Number.NaN) - 1), name).toBeLessThan(RELATIVE)
    }
  })

  test('the gradient agrees within 1e-4 in the L2 norm, and in direction', () => {
    const expected = reference.gradient
    expect(evaluation.gradient).toHaveLength(expected.length)
    const difference = Math.hypot(...expected.map((value, i) => value - (evaluation.gradient[i] ?? Number.NaN)))
    expect(difference / Math.hypot(...expected)).toBeLessThan(RELATIVE)
    const product = expected.reduce((sum, value, i) => sum + value * (evaluation.gradient[i] ?? Number.NaN), 0)
    expect(product / (Math.hypot(...expected) * Math.hypot(...evaluation.gradient))).toBeGreaterThan(COSINE)
  })
})

type Weights = Partial<Record<Tap, number>>

function readFixture(path: string) {
  return openSafetensors(path, async file => {
    const image = async (name: string) => {
      const { shape, data } = await file.tensor(name)
      const [, , height = 0, width = 0] = shape
      return { height, width, pixels: Float32Array.from(data) }
    }
    const number = async (name: string) => (await file.tensor(name)).data[0] ?? Number.NaN
    const weights = (kind: string) => JSON.parse(file.metadata[kind] ?? '') as Weights
    const terms = [...file.entries.keys()].filter(name => name.startsWith('term.'))
    const values = await Promise.all(terms.map(async name => [name.slice('term.'.length), await number(name)] as const))
    return {
      pool: file.metadata.pool as 'max' | 'avg',
      style: weights('style'),
      content: weights('content'),
      pictures: { content: await image('content'), style: await image('style') },
      image: await image('image'),
      loss: await number('loss'),
      terms: Object.fromEntries<number>(values),
      gradient: Float64Array.from((await file.tensor('gradient')).data),
    }
  })
}

async function evaluate(
  host: SessionHost,
  { pool, style, content, pictures, image }: Awaited<ReturnType<typeof readFixture>>,
): Promise<LossEvaluation> {
  const specification = { style: Object.keys(style) as Tap[], content: Object.keys(content) as Tap[], pool }
  const loss = await createLossFunction(host, specification, image)
  await loss.setTargets(pictures)
  const named = (kind: string, weights: Weights) =>
    Object.entries(weights).map(([tap, weight]) => [`${kind}.${tap}`, weight])
  await loss.setWeights(Object.fromEntries([...named('style', style), ...named('content', content)]))
  const evaluation = await loss.lossAndGradient(image.pixels)
  await loss.release()
  return evaluation
}
