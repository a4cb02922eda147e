import { loadNetworkWeights } from 'nst-onnx'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { SHARED_WEIGHTS } from '../weights/sharedWeights.js'
import { type OpenPage, openRoom, type PageRoom } from './openPage.js'
import { SHARDS, serveShards } from './shards.js'

const LAYERS: readonly Vgg19Layer[] = ['conv1_1', 'conv1_2', 'conv2_1']
const PATHS = [...SHARDS.keys()].slice(0, 3).map(path => `/vgg19/${path}`)

let room: PageRoom
beforeAll(async () => {
  room = await openRoom()
})

/** A fresh profile, where the weights are to be had beside the page. */
async function freshPage(): Promise<OpenPage> {
  const open = await room.open()
  serveShards(open.server)
  return open
}

interface Outcome {
  readonly sha256?: string
  readonly error?: string
  readonly progress: readonly number[]
  /** Paths below the source that were asked for. */
  readonly asked: readonly string[]
}

async function load({ page, server }: OpenPage, layers = LAYERS): Promise<Outcome> {
  const before = server.requests.length
  const outcome = await page.evaluate(async layers => {
    nst.configure({ weightsUrl: 'vgg19/' })
    const progress: number[] = []
    try {
      const { sha256 } = await nst.loadNetworkWeights({
        layers,
        onProgress: event => 'doneBytes' in event && progress.push(event.doneBytes / event.totalBytes),
      })
      return { sha256, progress }
    } catch (error) {
      const { name, kind, code, message } = error as Error & { kind: string; code: string }
      return { error: `${name} ${kind} ${code}: ${message}`, progress }
    }
  }, layers)
  return { ...outcome, asked: server.requests.slice(before).filter(path => path.startsWith('/vgg19')) }
}

test('shards are fetched once, verified, and come from the browser after that, in another page too', async () => {
  const open = await freshPage()
  const first = await load(open)
  expect(first.asked).toEqual(PATHS)
  expect(first.progress).toEqual(first.progress.toSorted((a, b) => a - b))
  expect(first.progress.at(-1)).toBe(1)
  // Bit by bit what Node reads from a file.
  const { sha256 } = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers: LAYERS })
  expect(first.sha256).toBe(sha256)

  await open.page.reload()
  await open.page.waitForFunction(() => 'nst' in globalThis)
  expect(await load(open)).toMatchObject({ sha256, asked: [] })
  // Another layer is all that is missing then.
  expect((await load(open, [...LAYERS, 'conv2_2'])).asked).toEqual([`/vgg19/${[...SHARDS.keys()][3]}`])
  expect(open.problems).toEqual([])
})

test('without a source of its own a page asks the public one, at a pinned commit', async () => {
  const { page, problems } = await room.open()
  const asked: string[] = []
  await page.route('https://raw.githubusercontent.com/**', route => {
    const path =
      route
        .request()
        .url()
        .split(/[0-9a-f]{40}\//)[1] ?? ''
    asked.push(path)
    const headers = { 'access-control-allow-origin': '*' }
    return route.fulfill({ headers, body: Buffer.from(SHARDS.get(path) ?? []) })
  })
  const origin = await page.evaluate(async layers => (await nst.loadNetworkWeights({ layers })).origin, LAYERS)
  expect(origin).toBe('cache')
  expect(asked).toEqual([...SHARDS.keys()].slice(0, 3))
  expect(problems.length).toBe(3)
})

describe('a source that breaks', () => {
  test('half way: what came is kept, and only the rest is fetched later', async () => {
    const open = await freshPage()
    open.server.extra.set(PATHS[1]!, 503)
    const broken = await load(open)
    expect(broken.error).toMatch(
      /^NstOnnxError weights weights-http-in-page: .*group2-shard1of1 answered 503 Service Unavailable; try again later, or configure another/,
    )
    serveShards(open.server)
    const { asked, error } = await load(open)
    expect({ asked, error }).toEqual({ asked: PATHS.slice(1), error: undefined })
  })

  test('with wrong bytes: they are refused and not kept', async () => {
    const open = await freshPage()
    open.server.extra.set(
      PATHS[0]!,
      SHARDS.get(PATHS[0]!.slice('/vgg19/'.length))!.map(byte => byte ^ 1),
    )
    expect((await load(open)).error).toMatch(
      /^NstOnnxError weights weights-corrupt: .* has the wrong bytes \(git object /,
    )
    serveShards(open.server)
    expect((await load(open)).asked).toEqual(PATHS)
  })

  test('with fewer bytes', async () => {
    const open = await freshPage()
    open.server.extra.set(PATHS[0]!, new Uint8Array(10))
    expect((await load(open)).error).toMatch(
      /weights weights-corrupt-size-in-page: .* should have 7168 bytes and ends after 10; /,
    )
  })
})

test('what was spoilt in the cache is fetched again', async () => {
  const open = await freshPage()
  const { sha256 } = await load(open)
  await open.page.evaluate(async () => {
    const cache = await caches.open('nst-onnx-weights')
    const [first] = await cache.keys()
    if (first) await cache.put(first, new Response('nonsense'))
  })
  expect(await load(open)).toMatchObject({ sha256, asked: [PATHS[0]] })
})

test('a page whose user allows no storage is served all the same', async () => {
  const open = await freshPage()
  await open.page.evaluate(() => {
    CacheStorage.prototype.open = () => Promise.reject(new DOMException('not allowed', 'SecurityError'))
  })
  expect(await load(open)).toMatchObject({ asked: PATHS, sha256: expect.any(String) })
})

test('a source that cannot be reached is no obstacle: filters are fitted, and the run says why', async () => {
  const { page, server } = await room.open()
  server.extra.set('/vgg19/', 500)
  const features = await page.evaluate(async () => {
    nst.configure({ weightsUrl: 'http://127.0.0.1:9/nothing' })
    const queue = nst.createJobQueue()
    const paint = async (weights: string) => {
      const ramp = Uint8ClampedArray.from({ length: 4 * 32 * 32 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256))
      const picture = new ImageData(ramp, 32, 32)
      const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_1'] }
      const run = queue.add({
        content: picture,
        style: picture,
        ...layers,
        size: 32,
        iterations: 1,
        device: 'wasm',
        threads: 1,
        weights,
      })
      for await (const event of run)
        if (event.event === 'features') return { source: event.source, fallback: event.fallback?.message }
      return run.result
    }
    const [auto, fitted] = [await paint('auto'), await paint('fitted')]
    const error = await paint('vgg19').catch(({ kind, message }) => `${kind}: ${message}`)
    await queue.close()
    return { auto, fitted, error }
  })
  expect(features.auto).toMatchObject({
    source: 'fitted',
    fallback: expect.stringMatching(/^127\.0\.0\.1:9 cannot be reached/),
  })
  expect(features.fitted).toEqual({ source: 'fitted', fallback: undefined })
  expect(features.error).toMatch(
    /^weights: 127\.0\.0\.1:9 cannot be reached .*; try again later, or configure another weightsUrl$/,
  )
})
