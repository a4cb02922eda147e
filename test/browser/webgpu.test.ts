import { beforeAll, expect, test } from 'vitest'
import { type GpuHost, openGpuHost } from './gpuHost.js'
import { openRoom } from './openPage.js'
import { preparedPage } from './preparedPage.js'

// Software does the GPU's work here and takes its time: fixtures and buffers are tried by webgpu.long.test.ts.

const room = await openRoom()
let open: GpuHost
beforeAll(async () => {
  open = await openGpuHost(['conv1_1'])
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
