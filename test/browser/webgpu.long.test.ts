import type { Planes } from 'nst-onnx'
import { beforeAll, expect, test } from 'vitest'
import { layersUpTo } from '../../src/graphs/taps.js'
import { corner, expectAgreement, FIXTURES } from './fixtureCase.js'
import { evaluateInNode, evaluateOnGpu, type GpuHost, openGpuHost } from './gpuHost.js'

/** A layer behind a pooling is enough: those below it are of the same operators. */
const LAYERS = layersUpTo(['conv2_1']).map(({ name }) => name)

let open: GpuHost
beforeAll(async () => {
  open = await openGpuHost(LAYERS)
})

test('a fixture agrees, cut in size and depth, and a loss function that is released leaves no buffer on the GPU', async () => {
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

  const expected = await evaluateInNode(question)
  for (let time = 0; time < 2; time++) {
    expectAgreement(await evaluateOnGpu(open, question), expected)
    expect(await open.buffers.left()).toBe(0)
  }
  expect(await open.buffers.created()).toBeGreaterThan(100)
  expect(open.problems).toEqual([])
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
