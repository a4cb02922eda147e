import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { verifyCache } from '../../src/node/weights/shardCache.js'
import { ALL, download } from './mirror.js'
import { startPull } from './pullProcess.js'
import { inTurn, ranges, serve, silent, slowly } from './shardServer.js'
import { filesIn } from './temporaryFolder.js'

test('four processes that pull into one folder at once all succeed and leave nothing but verified shards', async () => {
  const { options, cacheFolder } = await download(slowly(4, 10))
  const pulls = Array.from({ length: 4 }, () => startPull(options))
  expect(await Promise.all(pulls.map(({ outcome }) => outcome))).toEqual([{}, {}, {}, {}])
  expect(await filesIn(cacheFolder)).toEqual(ALL)
  expect((await verifyCache(options)).every(({ state }) => state === 'verified')).toBe(true)
})

test('a process killed in the middle of a pull leaves whole shards only, and the next pull fetches the rest', async () => {
  const { options, server, files, cacheFolder } = await download(inTurn(ranges, ranges, silent))
  const killed = startPull(options)
  await vi.waitFor(() => expect(server.requests).toEqual(ALL.slice(0, 3)), { timeout: 20_000 })
  killed.kill()
  expect(await killed.outcome).toBeUndefined()
  expect(await filesIn(cacheFolder)).toEqual(ALL.slice(0, 2))
  const good = await serve(files)
  expect(await startPull({ ...options, baseUrl: good.url }).outcome).toEqual({})
  expect(good.requests).toEqual(ALL.slice(2))
})

test('a disk with no space left gives one clear line, no half file, and keeps the shards that were whole', async () => {
  const { options, cacheFolder } = await download()
  // At most 32 blocks of 512 or 1,024 bytes a file, by shell: conv1_1's shard fits, the next breaks off while it is written.
  const outcome = await startPull(options, 'ulimit -f 32').outcome
  expect(outcome).toEqual({
    code: 'weights-disk-unwritten',
    message: `${join(cacheFolder, ALL[1] ?? '')} cannot be written: no space is left for it; make room, or choose another folder in NST_ONNX_CACHE`,
  })
  expect(await filesIn(cacheFolder)).toEqual(ALL.slice(0, 1))
})
