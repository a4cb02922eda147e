import { readFile } from 'node:fs/promises'
import {
  createLossFunction,
  type LossEvaluation,
  loadNetworkWeights,
  namedTensors,
  type Planes,
  type SessionHost,
  startNodeSessionHost,
} from 'nst-onnx'
import { beforeAll, expect, test } from 'vitest'
import { layersUpTo } from '../../src/graphs/taps.js'
import { SHARED_WEIGHTS } from '../stylize/pictures.js'
import { countBuffers } from './countBuffers.js'
import { corner, expectAgreement, FIXTURES, type Question } from './fixtureCase.js'
import { type OpenPage, openRoom } from './openPage.js'

// Software does the GPU's work here and takes its time, so pictures are of the smallest size.

/** A layer behind a pooling is enough: those below it are of the same operators. */
const LAYERS = layersUpTo(['conv2_1']).map(({ name }) => name)

declare global {
  /** In the page, with those layers. */
  var host: SessionHost
}

let open: OpenPage
/** Counts in the worker of `host`. */
let buffers: Awaited<ReturnType<typeof countBuffers>>
beforeAll(async () => {
  open = await (await openRoom()).open()
  open.server.extra.set('/vgg19.safetensors', await readFile(SHARED_WEIGHTS))
  const [worker] = await Promise.all([
    open.page.waitForEvent('worker'),
    open.page.evaluate(async layers => {
      const network = await nst.loadNetworkWeights({ weights: '/vgg19.safetensors', layers })
      globalThis.host = await nst.startWebSessionHost({ device: 'webgpu', weights: new Map(nst.namedTensors(network)) })
    }, LAYERS),
  ])
  buffers = await countBuffers(worker)
})

/** This machine's CPU under Node agrees with float64 autograd at the fixtures' full size (test/graphs). */
async function evaluateInNode({ layers, specification, pictures }: Question): Promise<LossEvaluation> {
  const network = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers })
  const host = await startNodeSessionHost({ device: 'cpu', weights: new Map(namedTensors(network)) })
  const loss = await createLossFunction(host, specification, pictures.image)
  await loss.setTargets(pictures)
  const evaluation = await loss.lossAndGradient(pictures.image.pixels)
  await host.release()
  return evaluation
}

test('a fixture agrees, cut in size and depth, and a loss function that is released leaves no buffer on the GPU', async () => {
  const { page } = open
  const seed = FIXTURES.find(({ name }) => name.startsWith('seed'))!
  const { image, content, style } = seed.pictures
  const cut = (planes: Planes) => corner(planes, 19, 17)
  const terms = [
    { kind: 'style', tap: 'conv1_1', weight: 1e6 },
    { kind: 'moments', tap: 'conv2_1', weight: 1e3 },
    { kind: 'content', tap: 'conv2_1', weight: 1 },
  ] as const
  const question = {
    layers: LAYERS,
    specification: { ...seed.specification, terms },
    pictures: { image: cut(image), content: cut(content), style: cut(style) },
  }

  const evaluation = await page.evaluate(async ({ specification, pictures }) => {
    const loss = await nst.createLossFunction(globalThis.host, specification, pictures.image)
    // Other targets, which the right ones take the place of on the GPU.
    await loss.setTargets({ content: pictures.image, style: pictures.image })
    await loss.setTargets(pictures)
    const evaluation = await loss.lossAndGradient(pictures.image.pixels)
    await loss.release()
    return evaluation
  }, question)
  expectAgreement(evaluation, await evaluateInNode(question))
  expect(await buffers.left()).toBe(0)
  expect(await buffers.created()).toBeGreaterThan(100)
  expect(open.problems).toEqual([])
})

test('two losses, one after the other, leave no buffer on the GPU', async () => {
  const before = await buffers.created()
  const losses = await open.page.evaluate(async () => {
    const image = { width: 16, height: 16, pixels: new Float32Array(3 * 16 * 16).fill(0.5) }
    const target = { ...image, pixels: image.pixels.map((_, i) => (i % 7) / 7) }
    const losses: number[] = []
    for (let run = 0; run < 2; run++) {
      const loss = await nst.createLossFunction(
        globalThis.host,
        { terms: [{ kind: 'style', tap: 'conv1_1' }], pool: 'max' },
        image,
      )
      await loss.setTargets({ style: target })
      losses.push((await loss.lossAndGradient(image.pixels)).loss)
      await loss.release()
    }
    return losses
  })
  expect(new Set(losses).size).toBe(1)
  expect(losses[0]).toBeGreaterThan(0)
  expect(await buffers.left()).toBe(0)
  expect((await buffers.created()) - before).toBeGreaterThan(100)
})

test('nothing runs on the CPU: a graph with a node that the GPU cannot do is refused', async () => {
  const message = await open.page.evaluate(async () => {
    const model = nst.compileLossGraph(
      { terms: [{ kind: 'content', tap: 'conv1_1' }], pool: 'max' },
      { width: 16, height: 16 },
    )
    // Stands for any operator that ONNX Runtime has for the CPU alone.
    const subtraction = model.graph?.node?.find(({ opType }) => opType === 'Sub')
    if (subtraction) subtraction.opType = 'Mod'
    const bytes = nst.ModelProto.encode(model).finish()
    const weights = ['input.scale', 'input.offset', 'conv1_1.weight', 'conv1_1.bias']
    return globalThis.host.createSession({ model: bytes, weights }).catch(error => error.message)
  })
  expect(message).toMatch(/^device webgpu: not usable here: .*CPU.*; use device wasm$/)
})

test('a host that is released ends its worker', async () => {
  await open.page.evaluate(() => globalThis.host.release())
  await expect.poll(() => open.page.workers().length, { timeout: 10_000 }).toBe(0)
})
