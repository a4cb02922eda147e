import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openRoom, type PageRoom } from './openPage.js'
import { serveShards } from './shards.js'

let room: PageRoom
beforeAll(async () => {
  room = await openRoom()
})

/** Gives the page the adapter that it would have on a machine with a GPU whose buffers are of this size, or none. */
async function pretendGpu(page: Page, bufferBytes: number | undefined): Promise<void> {
  await page.evaluate(bufferBytes => {
    const limits = { maxStorageBufferBindingSize: bufferBytes, maxBufferSize: 2 ** 31 }
    const adapter = bufferBytes === undefined ? null : { info: { isFallbackAdapter: false }, limits }
    navigator.gpu.requestAdapter = async () => adapter as GPUAdapter | null
  }, bufferBytes)
}

describe('auto', () => {
  test('is WebGPU where there is a GPU', async () => {
    const { page } = await room.open()
    await pretendGpu(page, 2 ** 27)
    expect(await page.evaluate(() => nst.chooseDevice('auto'))).toEqual({
      device: 'webgpu',
      threads: 1,
      largestTensorBytes: 2 ** 27,
      reason: 'this browser has a GPU for WebGPU',
    })
  })

  test('is WebAssembly with all threads where there is none, and where it is done by software', async () => {
    const { page } = await room.open()
    const threads = await page.evaluate(() => navigator.hardwareConcurrency)
    const slow = { device: 'wasm', threads, reason: 'the only adapter for WebGPU is a slow one, in software' }
    expect(await page.evaluate(() => nst.chooseDevice('auto'))).toEqual(slow)
    await pretendGpu(page, undefined)
    const none = { device: 'wasm', threads: 1, reason: 'this browser found no GPU for WebGPU' }
    expect(await page.evaluate(() => nst.chooseDevice('auto', 1))).toEqual(none)
    expect(await page.evaluate(() => nst.chooseDevice('auto', 1024))).toEqual({ ...none, threads })
  })

  test('is WebAssembly with one thread in a page that is neither secure nor isolated', async () => {
    const { page } = await room.open({ isolated: false, host: 'plain.test' })
    expect(await page.evaluate(() => nst.chooseDevice('auto', 8))).toEqual({
      device: 'wasm',
      threads: 1,
      reason: 'WebGPU needs a secure page (https: or localhost)',
    })
  })
})

test('a run tells why its device was chosen, and works in a page that is not isolated', async () => {
  const { page, server, problems } = await room.open({ isolated: false })
  serveShards(server)
  const start = await page.evaluate(async () => {
    nst.configure({ weightsUrl: 'vgg19' })
    const picture = new ImageData(
      Uint8ClampedArray.from({ length: 4096 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256)),
      32,
      32,
    )
    const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_1'] }
    const run = nst.stylize({ content: picture, style: picture, ...layers, size: 32, iterations: 1 })
    for await (const event of run)
      if (event.event === 'start') return { ...event, recipe: (await run.result).recipe.options.threads }
    return undefined
  })
  expect(start).toMatchObject({ device: 'wasm', threads: 1, recipe: 1, reason: expect.stringContaining('software') })
  expect(problems).toEqual([])
})

describe('one line says that', () => {
  const refusal = (page: Page, options: object) =>
    page.evaluate(async options => {
      const picture = new ImageData(new Uint8ClampedArray(4 * 96 * 72).fill(255), 96, 72)
      const { result } = nst.stylize({ content: picture, style: picture, weights: 'fitted', ...options })
      return result.then(String, error => `${error.kind}: ${error.message}`)
    }, options)

  test('a device is not for browsers', async () => {
    const { page } = await room.open()
    expect(await refusal(page, { device: 'cuda' })).toBe(
      'device: device cuda: not available in a browser; choose one of auto, webgpu, wasm',
    )
  })

  test('there is no WebGPU', async () => {
    const { page } = await room.open()
    await pretendGpu(page, undefined)
    expect(await refusal(page, { device: 'webgpu' })).toBe(
      'device: device webgpu: not usable here: this browser found no GPU for WebGPU; use device wasm',
    )
  })

  test('a picture is too large for the GPU as a whole, which was asked for, and which size fits', async () => {
    const { page } = await room.open()
    // 128 MiB hold 256 bytes for each of 2^19 pixels, which is 836×627 at 4:3.
    await pretendGpu(page, 2 ** 27)
    expect(await refusal(page, { size: 1024, window: 'whole' })).toBe(
      'usage: size: 1024×768 is too large, as this webgpu device holds 128 MiB in one piece; the largest size that fits is 836',
    )
    expect(await refusal(page, { size: 512, styleSize: 837, device: 'webgpu', window: 'whole' })).toMatch(
      /^usage: styleSize: 837×628 is too large, .* 836$/,
    )
  })
})
