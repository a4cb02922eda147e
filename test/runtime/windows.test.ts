import {
  createLossFunction,
  type LossSpecification,
  readTargets,
  type SessionHost,
  startNodeSessionHost,
  type Tensors,
} from 'nst-onnx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOff } from '../../src/graphs/specification.js'
import { relativeError } from '../../src/parity/deviation.js'
import { randomNetwork } from '../graphs/randomNetwork.js'
import { noise } from './vgg19.js'

let host: SessionHost
beforeAll(async () => {
  host = await startNodeSessionHost({ device: 'cpu', threads: 1, weights: randomNetwork('conv4_1') })
})
afterAll(() => host.release())

/** What an evaluation by windows differs by from one in one piece, with everything read the same way. */
async function differences(
  specification: LossSpecification,
  [height, width, window]: readonly [number, number, number],
  masks: Tensors = {},
  styleMasks: Tensors = {},
) {
  const [image, content, noisy] = [noise(height, width, 1), noise(height, width, 2), noise(height + 9, width - 6, 3)]
  // Of less contrast: where two pictures are alike, their difference is rounding.
  const style = { ...noisy, pixels: noisy.pixels.map(value => 0.2 + value / 2) }
  const evaluations = []
  for (const inner of [undefined, window]) {
    const loss = await createLossFunction(host, specification, { height, width }, undefined, { window: inner })
    await loss.bindTargets(masks)
    await loss.bindTargets(
      await readTargets(host, readOff(specification, 'style'), style, styleMasks, { window: inner }),
    )
    if (inner && Object.keys(masks).length === 0) await loss.setTargets({ content })
    else await loss.bindTargets(await readTargets(host, readOff(specification, 'content'), content, masks))
    evaluations.push({ windows: loss.windows, ...(await loss.lossAndGradient(image.pixels)) })
    await loss.release()
  }
  const [whole, parts] = evaluations
  if (!whole || !parts) throw new Error('there are two evaluations')
  expect(whole.windows).toBe(1)
  expect(parts.windows).toBeGreaterThan(3)
  return {
    gradient: relativeError(parts.gradient, whole.gradient),
    terms: Math.max(...loss(whole.terms).map((value, at) => relativeError([loss(parts.terms)[at] ?? 0], [value]))),
    loss: relativeError([parts.loss], [whole.loss]),
  }
}

const loss = (terms: object): number[] => Object.values(terms)

describe('windows give what the whole picture gives', () => {
  test.each([
    ['max', 83, 66],
    ['avg', 61, 75],
  ] as const)('for terms of every kind, with %s pooling, on %i×%i', async (pool, height, width) => {
    const specification: LossSpecification = {
      terms: [
        { kind: 'style', tap: 'conv1_1', weight: 1e3 },
        { kind: 'style', tap: 'relu3_1', weight: 1e3 },
        { kind: 'moments', tap: 'conv1_2' },
        { kind: 'moments', tap: 'conv3_1', weight: 3 },
        { kind: 'content', tap: 'conv2_2', weight: 0.1 },
        { kind: 'content', tap: 'relu1_1', weight: 0.1 },
        { kind: 'tv', weight: 10 },
      ],
      pool,
    }
    const { gradient, terms, loss } = await differences(specification, [height, width, 16])
    expect(gradient).toBeLessThan(1e-6)
    expect(terms).toBeLessThan(1e-5)
    expect(loss).toBeLessThan(1e-5)
  })

  // What a deep tap contributes is small beside the rest: a halo that is too small shows where it is alone.
  test.each([
    ['style', 'relu4_1', 'zero', 'avg'],
    ['style', 'conv2_1', 'replicate', 'max'],
    ['moments', 'conv3_2', 'zero', 'max'],
    ['content', 'conv3_1', 'replicate', 'avg'],
  ] as const)('for a %s term at %s alone, with borders of %s and %s pooling', async (kind, tap, borders, pool) => {
    const { gradient, terms } = await differences({ terms: [{ kind, tap, weight: 1 }], pool, borders }, [115, 107, 16])
    expect(gradient).toBeLessThan(1e-6)
    expect(terms).toBeLessThan(1e-5)
  })
})

/** Total variation of planes [3, height, width], as docs/graph.md defines it. */
function variation(pixels: Float32Array, height: number, width: number): number {
  const at = (c: number, y: number, x: number) => pixels[(c * height + y) * width + x] ?? 0
  let sum = 0
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (x + 1 < width) sum += (at(c, y, x + 1) - at(c, y, x)) ** 2
        if (y + 1 < height) sum += (at(c, y + 1, x) - at(c, y, x)) ** 2
      }
  return sum / pixels.length
}

test.each([
  [45, 39, undefined],
  [45, 39, 16],
  [17, 20, undefined],
])('with replicated borders a picture of any size has the gradient of its loss, out to its last pixels (%i×%i, window %s)', async (height, width, window) => {
  const specification: LossSpecification = {
    terms: [
      { kind: 'style', tap: 'relu3_1', weight: 1 },
      { kind: 'content', tap: 'relu2_1', weight: 1 },
      { kind: 'tv', weight: 0.1 },
    ],
    pool: 'avg',
    borders: 'replicate',
  }
  const own = await createLossFunction(host, specification, { height, width }, undefined, { window })
  await own.setTargets({ style: noise(50, 16, 3) })
  if (window) await own.setTargets({ content: noise(height, width, 1) })
  // As a run does it: by the content terms alone, whose layers are shallower.
  else await own.bindTargets(await readTargets(host, readOff(specification, 'content'), noise(height, width, 1)))
  const { pixels } = noise(height, width, 2)
  const { gradient, terms } = await own.lossAndGradient(pixels)
  expect(terms.tv).toBeCloseTo(0.1 * variation(pixels, height, width), 4)
  const isAtEdge = (index: number) => index % width >= width - 2
  // Along the gradient, where a slope is no small difference of large ones.
  const along = gradient.map((value, index) => (isAtEdge(index) ? value : 0))
  const step = 3e-3 / Math.max(...along.map(Math.abs))
  const lossAt = async (length: number) =>
    (await own.lossAndGradient(pixels.map((value, index) => value + length * (along[index] ?? 0)))).loss
  const slope = along.reduce((sum, value) => sum + value * value, 0)
  const measured = ((await lossAt(step)) - (await lossAt(-step))) / 2 / step
  expect(Math.abs(measured / slope - 1)).toBeLessThan(0.01)
  await own.release()
})

test('regions count as they do on the whole picture, also where a window has nothing of one', async () => {
  const [height, width] = [75, 61]
  const dims = (h: number, w: number) => [1, 1, h, w]
  const soft = (h: number, w: number) => ({
    data: Float32Array.from({ length: h * w }, (_, at) => Math.max(0, Math.min(1, ((at % w) - w / 2) / 9))),
    dims: dims(h, w),
  })
  const specification: LossSpecification = {
    terms: [
      { kind: 'style', tap: 'relu2_1', region: 'right', weight: 1e3 },
      { kind: 'style', tap: 'relu2_1', weight: 1e3 },
      { kind: 'moments', tap: 'conv3_1', region: 'right', weight: 2 },
      { kind: 'content', tap: 'conv2_2', region: 'right', weight: 0.1 },
    ],
    pool: 'max',
  }
  const masks = { 'mask.right': soft(height, width) }
  const styleMasks = { 'mask.right': soft(height + 9, width - 6) }
  const { gradient, terms } = await differences(specification, [height, width, 16], masks, styleMasks)
  expect(gradient).toBeLessThan(1e-6)
  expect(terms).toBeLessThan(1e-5)
})

test('an evaluation by windows ends between two of them when it is told to, and the next one is whole', async () => {
  const specification: LossSpecification = { terms: [{ kind: 'style', tap: 'relu1_1', weight: 1 }], pool: 'max' }
  const own = await createLossFunction(host, specification, { height: 64, width: 64 }, undefined, { window: 16 })
  await own.setTargets({ style: noise(64, 64, 1) })
  const abort = new AbortController()
  const { pixels } = noise(64, 64, 2)
  const before = await own.lossAndGradient(pixels)
  const broken = own.lossAndGradient(pixels, abort.signal)
  abort.abort(new Error('enough'))
  await expect(broken).rejects.toThrow('enough')
  expect(await own.lossAndGradient(pixels)).toEqual(before)
  await expect(own.setTermWeights({})).rejects.toThrow('style.relu1_1 has no weight')
  await own.release()
})

test('a target that is missing is named', async () => {
  const specification: LossSpecification = { terms: [{ kind: 'style', tap: 'relu1_1', weight: 1 }], pool: 'max' }
  const own = await createLossFunction(host, specification, { height: 64, width: 64 }, undefined, { window: 16 })
  await expect(own.lossAndGradient(noise(64, 64, 2).pixels)).rejects.toThrow('gram.relu1_1')
  await own.release()
})

test('what is handed on from the first pass to the second changes not a bit', async () => {
  const specification: LossSpecification = {
    terms: [
      { kind: 'style', tap: 'relu2_1', weight: 1 },
      { kind: 'moments', tap: 'conv1_2', weight: 1 },
      { kind: 'content', tap: 'conv2_2', weight: 1 },
    ],
    pool: 'max',
  }
  const evaluations = []
  for (const handOn of [false, true]) {
    const own = await createLossFunction(host, specification, { height: 64, width: 70 }, undefined, {
      window: 16,
      handOn,
    })
    await own.setTargets({ content: noise(64, 70, 1), style: noise(50, 60, 3) })
    evaluations.push(await own.lossAndGradient(noise(64, 70, 2).pixels))
    await own.release()
  }
  expect(evaluations[1]).toEqual(evaluations[0])
})

test('maps of half precision change little: their rounding', async () => {
  const specification: LossSpecification = { terms: [{ kind: 'content', tap: 'relu2_1', weight: 1 }], pool: 'max' }
  const gradients = []
  for (const mapPrecision of ['single', 'half'] as const) {
    const own = await createLossFunction(host, specification, { height: 64, width: 64 }, undefined, {
      window: 16,
      mapPrecision,
    })
    await own.setTargets({ content: noise(64, 64, 1) })
    gradients.push((await own.lossAndGradient(noise(64, 64, 2).pixels)).gradient)
    await own.release()
  }
  const [single = [], half = []] = gradients
  expect(relativeError(half, single)).toBeGreaterThan(0)
  expect(relativeError(half, single)).toBeLessThan(1e-3)
})
