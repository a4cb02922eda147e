import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NstOnnxError } from '../../src/errors.js'
import { type PullOptions, type PullProgress, pullWeights } from '../../src/node/weights/pullWeights.js'
import { verifyCache } from '../../src/node/weights/shardCache.js'
import { ALL, download, patience } from './mirror.js'
import { problem } from './problem.js'
import {
  cutAfter,
  hangsUp,
  inTurn,
  type Manner,
  ranges,
  refusingUrl,
  serve,
  slowly,
  stallAfter,
  whole,
} from './shardServer.js'
import { filesIn, temporaryFolder } from './temporaryFolder.js'

describe('a pull', () => {
  test('keeps every shard of the layers asked for, byte for byte, and nothing else', async () => {
    const { options, files, server, cacheFolder } = await download()
    await pullWeights(options)
    expect(await filesIn(cacheFolder)).toEqual(ALL)
    for (const path of ALL) {
      const isSame = (await readFile(join(cacheFolder, path))).equals(files.get(path) ?? new Uint8Array())
      expect({ path, isSame }).toEqual({ path, isSame: true })
    }
    expect(server.requests).toEqual(ALL)
  })

  test('fetches only the layers asked for', async () => {
    const { options, server } = await download()
    await pullWeights({ ...options, layers: ['conv1_1'] })
    expect(server.requests).toEqual(['model/conv1_1-1'])
  })

  test('asks for nothing that is there and right', async () => {
    const { options, server } = await download()
    await pullWeights(options)
    await pullWeights({ ...options, baseUrl: await refusingUrl() })
    expect(server.requests).toEqual(ALL)
  })

  test('replaces a kept shard whose bytes have changed, and only this one', async () => {
    const { options, server, cacheFolder } = await download()
    await pullWeights(options)
    await writeFile(join(cacheFolder, 'model/conv1_2-2'), 'rot')
    await pullWeights(options)
    expect(server.requests).toEqual([...ALL, 'model/conv1_2-2'])
    expect((await verifyCache(options)).map(({ state }) => state)).toEqual(['verified', 'verified'])
  })

  test('takes the mirror from $NST_ONNX_WEIGHTS_MIRROR and the folder from $NST_ONNX_CACHE', async () => {
    const { options, server } = await download()
    const { manifest = undefined, layers } = options
    const root = await temporaryFolder()
    const env = { NST_ONNX_WEIGHTS_MIRROR: `${server.url}/`, NST_ONNX_CACHE: root }
    if (manifest) await pullWeights({ layers, manifest, env })
    expect(await filesIn(join(root, 'vgg19'))).toEqual(ALL)
  })

  test('leaves a cache that can serve as a mirror', async () => {
    const { options, cacheFolder } = await download()
    await pullWeights(options)
    const kept = await Promise.all(ALL.map(async path => [path, await readFile(join(cacheFolder, path))] as const))
    const mirror = await serve(new Map(kept))
    const second = join(await temporaryFolder(), 'cache')
    await pullWeights({ ...options, cacheFolder: second, baseUrl: mirror.url })
    expect(await filesIn(second)).toEqual(ALL)
  })

  test('refuses a mirror that is no web address', async () => {
    const { options } = await download()
    await expect(pullWeights({ ...options, baseUrl: 'mirror.example' })).rejects.toThrow(
      new NstOnnxError('mirror-malformed', { value: 'mirror.example' }),
    )
  })
})

describe('progress', () => {
  async function progressOf(manner: Manner, prepare?: (options: PullOptions) => Promise<void>) {
    const { options } = await download(manner)
    await prepare?.(options)
    const seen: PullProgress[] = []
    await pullWeights({ ...options, onProgress: progress => seen.push(progress) })
    return seen
  }
  const bytesOf = (seen: readonly PullProgress[]) =>
    seen.flatMap(step => (step.kind === 'bytes' ? [step.doneBytes] : []))

  test.each([
    ['a good connection', ranges],
    ['a connection that breaks and goes on', inTurn(cutAfter(5000), ranges)],
    ['a connection that breaks and starts over', inTurn(whole, cutAfter(50_000), slowly(6, 1))],
  ])('over %s starts, never falls, reaches the total, and ends', async (_, manner) => {
    const seen = await progressOf(manner)
    const total = 7168 + 147_712
    expect(seen[0]).toEqual({ kind: 'start', totalBytes: total })
    expect(seen.at(-1)).toEqual({ kind: 'end', totalBytes: total, fetchedBytes: total })
    expect(seen.slice(1, -1).every(({ kind }) => kind === 'bytes')).toBe(true)
    const bytes = bytesOf(seen)
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b))
    expect(bytes.at(-1)).toBe(total)
  })

  test('that its listener cannot stand ends the pull with the listener’s own error', async () => {
    const { options, server } = await download()
    const mistake = new TypeError('no such element')
    const onProgress = ({ kind }: PullProgress) => {
      if (kind === 'bytes') throw mistake
    }
    await expect(pullWeights({ ...options, onProgress })).rejects.toBe(mistake)
    expect(server.requests.length).toBe(1)
  })

  test('counts what was there already as done, not as fetched', async () => {
    const seen = await progressOf(ranges, options => pullWeights({ ...options, layers: ['conv1_1'] }))
    expect(bytesOf(seen)[0]).toBe(7168)
    expect(seen.at(-1)).toMatchObject({ fetchedBytes: 147_712 })
  })
})

describe('a connection that breaks inside a shard', () => {
  test('is taken up at the byte where it broke', async () => {
    const { options, server, cacheFolder } = await download(inTurn(whole, cutAfter(20_000), ranges))
    await pullWeights(options)
    const again = server.requests[2]
    expect(again).toMatch(/^model\/conv1_2-1 bytes=\d+-$/)
    expect(server.requests.length).toBe(ALL.length + 1)
    expect(await filesIn(cacheFolder)).toEqual(ALL)
  })

  test('is started over where the server does not know ranges', async () => {
    const { options, cacheFolder } = await download(inTurn(whole, cutAfter(20_000), whole))
    await pullWeights(options)
    expect(await filesIn(cacheFolder)).toEqual(ALL)
    expect((await verifyCache(options)).map(({ state }) => state)).toEqual(['verified', 'verified'])
  })

  test('is taken up too where it falls silent, or breaks before the answer', async () => {
    const { options, cacheFolder } = await download(inTurn(stallAfter(3000), hangsUp, ranges))
    await pullWeights({ ...options, patience })
    expect(await filesIn(cacheFolder)).toEqual(ALL)
  })

  test('is given up after three tries; what was whole before is kept, and the next pull goes on from there', async () => {
    const broken = await download(inTurn(whole, whole, cutAfter(100)))
    const message = await problem('unreachable', () => pullWeights(broken.options))
    expect(message).toMatch(
      /^127\.0\.0\.1:\d+ broke the connection 3 times, last at byte \d+ of 60000; try again later/,
    )
    expect(await filesIn(broken.cacheFolder)).toEqual(ALL.slice(0, 2))
    const good = await serve(broken.files)
    await pullWeights({ ...broken.options, baseUrl: good.url })
    expect(good.requests).toEqual(ALL.slice(2))
  })
})

test('a slow host that keeps sending is not given up, however long it takes', async () => {
  const { options, cacheFolder } = await download(slowly(12, 50))
  await pullWeights({ ...options, layers: ['conv1_1'], patience })
  expect(await filesIn(cacheFolder)).toEqual(ALL.slice(0, 1))
})

test('an aborted pull ends with the signal’s reason, keeps what was whole, and leaves no half file', async () => {
  const { options, cacheFolder } = await download(inTurn(whole, stallAfter(500)))
  const reason = new Error('stopped by its user')
  const controller = new AbortController()
  const pull = pullWeights({
    ...options,
    signal: controller.signal,
    onProgress: progress => {
      if (progress.kind === 'bytes' && progress.layer === 'conv1_2') controller.abort(reason)
    },
  })
  await expect(pull).rejects.toBe(reason)
  expect(await filesIn(cacheFolder)).toEqual(ALL.slice(0, 1))
})

test('verifyCache tells each layer’s state and the files at fault', async () => {
  const { options, cacheFolder } = await download()
  const path = (n: number) => join(cacheFolder, `model/conv1_2-${n}`)
  expect((await verifyCache(options)).map(({ state }) => state)).toEqual(['missing', 'missing'])
  await pullWeights(options)
  await writeFile(path(3), (await readFile(path(3))).subarray(1))
  expect(await verifyCache(options)).toEqual([
    { layer: 'conv1_1', state: 'verified', files: [] },
    { layer: 'conv1_2', state: 'corrupt', files: [path(3)] },
  ])
})
