import { readFile } from 'node:fs/promises'
import { createLossFunction, type LossFunction, ModelProto, type SessionHost } from 'nst-onnx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CMU, cmuHost, cmuLoss, noise } from './vgg19.js'

let host: SessionHost
let loss: LossFunction
beforeAll(async () => {
  host = await cmuHost()
  loss = await cmuLoss(host, 48, 48)
})
afterAll(() => host.release())

test('the gradient is the slope of the loss along a random direction', async () => {
  const { pixels } = noise(48, 48, 1)
  const { gradient } = await loss.lossAndGradient(pixels)
  // A random share of each element's slope: a direction that is merely random is all but level among 6,912 elements.
  const share = noise(48, 48, 2).pixels
  const length = Math.sqrt(gradient.reduce((sum, value) => sum + value ** 2, 0) / gradient.length)
  const direction = gradient.map((value, at) => (value / length) * (share[at] ?? Number.NaN))
  const slope = gradient.reduce((sum, value, at) => sum + value * (direction[at] ?? Number.NaN), 0)
  const step = 3e-4
  const at = async (distance: number) =>
    (await loss.lossAndGradient(pixels.map((value, i) => value + distance * (direction[i] ?? Number.NaN)))).loss
  expect(((await at(step)) - (await at(-step))) / (2 * step) / slope).toBeCloseTo(1, 3)
})

test('terms are weighted, add up to the loss, and vanish at their own target', async () => {
  const evaluation = await loss.lossAndGradient(noise(48, 48, 11).pixels)
  const sum = Object.values(evaluation.terms).reduce((a, b) => a + b, 0)
  expect(evaluation.loss / sum).toBeCloseTo(1, 5)
  expect(evaluation.terms['content.conv2_2']).toBeLessThan(1e-9)
  expect(evaluation.terms['style.conv3_1']).toBeGreaterThan(0)
  const { terms } = await loss.lossAndGradient(noise(48, 48, 12).pixels)
  expect(terms['style.conv3_1']).toBeLessThan(1e-6 * evaluation.terms['style.conv3_1'])
})

test('weights can be changed between evaluations', async () => {
  const own = await cmuLoss(host, 32, 40)
  const { pixels } = noise(32, 40, 3)
  const before = await own.lossAndGradient(pixels)
  const weights = own.terms.map(term => [term, term.startsWith('style') ? 2e6 : 0])
  await own.setTermWeights(Object.fromEntries(weights))
  const after = await own.lossAndGradient(pixels)
  expect(after.terms['content.conv2_2']).toBe(0)
  expect(after.terms['style.conv1_2'] / before.terms['style.conv1_2']).toBeCloseTo(2, 5)
  await own.release()
})

test('style pictures may have any size, content pictures only their own', async () => {
  const own = await createLossFunction(host, CMU, { height: 32, width: 40 })
  await own.setTargets({ style: noise(57, 23, 4), content: noise(40, 32, 5) })
  await expect(own.setTermWeights({ 'content.conv2_2': 1 })).rejects.toThrow('style.conv1_1 has no weight')
  await expect(own.lossAndGradient(noise(32, 40, 6).pixels)).rejects.toMatchObject({ kind: 'failed' })
  await own.setTargets({ content: noise(32, 40, 5) })
  expect((await own.lossAndGradient(noise(32, 40, 6).pixels)).loss).toBeGreaterThan(0)
  await own.release()
})

/** The committed model with an operator that does not exist: loading it says whether it was used. */
async function spoilt(): Promise<ModelProto> {
  const model = ModelProto.decode(await exportedModel())
  const first = model.graph?.node?.find(node => node.opType === 'Conv')
  if (!first) throw new Error('the committed model has no convolution')
  first.opType = 'NoSuchOperator'
  return model
}

const exportedModel = () => readFile(new URL('../../models/vgg19_losses_grad.onnx', import.meta.url))

test('the committed model is what runs for the preset cmu, in whatever order its layers are named', async () => {
  const model = ModelProto.encode(await spoilt()).finish()
  const disordered = { ...CMU, terms: CMU.terms.toReversed() }
  await expect(createLossFunction(host, CMU, { height: 32, width: 32 }, model)).rejects.toThrow('NoSuchOperator')
  await expect(createLossFunction(host, disordered, { height: 32, width: 32 }, model)).rejects.toThrow('NoSuchOperator')
})

test('it is passed over for any other loss', async () => {
  const model = ModelProto.encode(await spoilt()).finish()
  const other = await createLossFunction(host, { ...CMU, pool: 'avg' }, { height: 32, width: 32 }, model)
  expect(other.terms).toContain('content.conv2_2')
  await other.release()
})

test('the committed model and the one compiled on the spot give the same numbers', async () => {
  const exported = await cmuLoss(host, 45, 39, await exportedModel())
  const compiled = await cmuLoss(host, 45, 39)
  const { pixels } = noise(45, 39, 7)
  expect(await exported.lossAndGradient(pixels)).toEqual(await compiled.lossAndGradient(pixels))
  await exported.release()
  await compiled.release()
})
