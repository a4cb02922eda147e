import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type PullOptions, pullWeights } from '../../src/node/weights/pullWeights.js'
import { ALL, download } from './mirror.js'
import { problem } from './problem.js'
import {
  cutAfter,
  inTurn,
  lengthened,
  type Manner,
  notFound,
  ranges,
  refusingUrl,
  shortened,
  silent,
  whole,
  wrongBytes,
} from './shardServer.js'
import { filesIn } from './temporaryFolder.js'

describe('counts as no network:', () => {
  const refusal = (options: PullOptions) => problem('unreachable', () => pullWeights(options))

  test('a host that does not answer in time', async () => {
    const { options, server, cacheFolder } = await download(silent)
    const patience = { answerMs: 300, stallMs: 5000 }
    expect(await refusal({ ...options, patience })).toMatch(
      /^127\.0\.0\.1:\d+ did not answer within 0\.3 s; try again later, or give a mirror/,
    )
    expect(server.requests.length).toBe(1)
    expect(await filesIn(cacheFolder)).toEqual([])
  })

  test('by default, one that does not answer within five seconds', async () => {
    const { options, server } = await download(silent)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    let message = ''
    const failed = problem('unreachable', () => pullWeights(options)).then(line => {
      message = line
    })
    while (server.requests.length === 0) await setImmediate()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(message).toBe('')
    await vi.advanceTimersByTimeAsync(1)
    await failed
    expect(message).toMatch('did not answer within 5 s')
  })

  test('a host that refuses the connection', async () => {
    const { options } = await download()
    expect(await refusal({ ...options, baseUrl: await refusingUrl() })).toMatch(
      /^127\.0\.0\.1:\d+ refused the connection;/,
    )
  })

  test('a host that has no address', async () => {
    const { options } = await download()
    expect(await refusal({ ...options, baseUrl: 'http://weights.invalid' })).toMatch(/^weights\.invalid /)
  })
})

describe('one line says what is wrong with a host, and no half file is left, where it sends', () => {
  async function refusal(reason: 'corrupt' | 'http' | 'unreachable', manner: Manner) {
    const { options, cacheFolder } = await download(inTurn(whole, manner))
    const message = await problem(reason, () => pullWeights(options))
    expect(await filesIn(cacheFolder)).toEqual(ALL.slice(0, 1))
    return message
  }

  test('an error status', async () => {
    expect(await refusal('http', notFound)).toMatch(/\/mirror\/model\/conv1_2-1 answered 404 Not Found; /)
  })

  test('other bytes than the pinned ones', async () => {
    expect(await refusal('corrupt', wrongBytes)).toMatch(
      /conv1_2-1 has the wrong bytes \(git object [0-9a-f]{40}, pinned is /,
    )
  })

  test('a short file under its true length', async () => {
    const short = /conv1_2-1 should have 60000 bytes and ends after 999; /
    expect(await refusal('corrupt', shortened(999, whole))).toMatch(short)
    expect(await refusal('corrupt', shortened(999, ranges))).toMatch(short)
  })

  test('a short file under the full length', async () => {
    expect(await refusal('unreachable', cutAfter(999))).toMatch('broke the connection 3 times')
  })

  test('a longer file', async () => {
    expect(await refusal('corrupt', lengthened)).toMatch(/conv1_2-1 should have 60000 bytes and goes on after them; /)
  })
})

test('a file where the cache folder should be is said to be in the way', async () => {
  const { options, cacheFolder } = await download()
  await writeFile(cacheFolder, 'not a folder')
  const message = await problem('disk', () => pullWeights(options))
  expect(message).toBe(
    `${join(cacheFolder, ALL[0] ?? '')} cannot be written: a file stands where a folder is needed; make room, or choose another folder in NST_ONNX_CACHE`,
  )
  expect(await readFile(cacheFolder, 'utf8')).toBe('not a folder')
})
