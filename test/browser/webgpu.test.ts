import { expect, test } from 'vitest'
import { openRoom } from './openPage.js'
import { preparedPage } from './preparedPage.js'

// Software does the GPU's work here and takes its time: fixtures, buffers and refusals are tried by webgpu.long.test.ts.

const room = await openRoom()

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
