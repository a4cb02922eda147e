import type { Planes } from 'nst-onnx'
import { expect, test } from 'vitest'
import { layersUpTo } from '../../src/graphs/taps.js'
import { corner, expectAgreement, FIXTURES } from './fixtureCase.js'
import { evaluateInNode, evaluateOnGpu, openGpuHost } from './gpuHost.js'
import { openRoom } from './openPage.js'
import { preparedPage } from './preparedPage.js'

const room = await openRoom()

/** A layer behind a pooling is enough: those below it are of the same operators. */
const LAYERS = layersUpTo(['conv2_1']).map(({ name }) => name)

test('a fixture agrees, cut in size and depth, and a loss function that is released leaves no buffer on the GPU', async () => {
  const open = await openGpuHost(LAYERS)
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

test('a run on webgpu comes to the loss that one on wasm does', async () => {
  const { page, problems } = await preparedPage(room)
  const results = await page.evaluate(async () => {
    const layers = { styleLayers: ['relu1_1'], contentLayers: ['conv1_1'] }
    const request = {
      content: 'content.png',
      style: 'style.png',
      preset: 'cmu',
      size: 24,
      iterations: 1,
      ...layers,
    } as const
    const wasm = await nst.stylize({ ...request, device: 'wasm', threads: 1 }).result
    const queue = nst.createJobQueue({ device: 'webgpu' })
    const webgpu = await queue.add(request).result
    await queue.close()
    return [wasm, webgpu].map(({ loss, evaluations, recipe }) => ({
      loss,
      evaluations,
      device: recipe.options.device,
    }))
  })
  const [wasm, ...others] = results
  for (const webgpu of others) {
    expect(webgpu).toMatchObject({ device: 'webgpu', evaluations: wasm?.evaluations })
    expect(Math.abs(webgpu.loss / wasm!.loss - 1)).toBeLessThan(1e-3)
  }
  await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0)
  expect(problems).toEqual([])
})
