import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { BoundedStore } from '../../dist/service/boundedStore.js'
import { connectForWork } from '../../dist/service/redis/connect.js'
import { KEYS } from '../../dist/service/redis/keys.js'
import { RedisLedger } from '../../dist/service/redis/redisLedger.js'
import { RedisStore } from '../../dist/service/redis/redisStore.js'
import { SharedQueue } from '../../dist/service/redis/sharedQueue.js'
import { startWorker } from '../../dist/service/redis/startWorker.js'
import { shapeOf } from '../../dist/service/shapeOf.js'
import { BIN } from '../cli/nstOnnx.js'
import { hasRedis, RedisServer } from './redisServer.js'
import {
  type Client,
  clientOf,
  eventsOf,
  form,
  isStepping,
  LONG,
  QUICK,
  read,
  start,
  taken,
  temporaryFolder,
  until,
} from './serviceClient.js'

type WorkerOptions = Parameters<typeof startWorker>[0]

/** A worker in this process. */
async function work(options: WorkerOptions): Promise<Awaited<ReturnType<typeof startWorker>>> {
  const worker = await startWorker({ threads: 1, logLevel: 'silent', lostAfter: 2, ...options })
  onTestFinished(() => worker.drain())
  return worker
}

/** A service for one test. */
async function serve(options: Parameters<typeof start>[0]): Promise<Client> {
  const service = await start({ tokens: ['first', 'second'], threads: 1, ...options })
  onTestFinished(() => service.drain())
  return clientOf(service, 'first')
}

const isDone = ({ state }: { state?: string }) => state === 'succeeded'
const bytesOf = async (client: Client, path: string) =>
  new Uint8Array(await (await client(`${path}/result`)).arrayBuffer())

/** A Redis for one test. */
async function startedRedis(...words: string[]): Promise<RedisServer> {
  const server = new RedisServer(words)
  await server.start()
  onTestFinished(() => server.remove())
  return server
}

describe.skipIf(!hasRedis).each(['redis', 'a folder'])('with pictures in %s', async where => {
  const server = new RedisServer()
  const redis = server.url
  beforeAll(() => server.start())
  afterAll(() => server.remove())
  const store = where === 'redis' ? undefined : await temporaryFolder()
  const open = () => serve({ redis, store })

  test('a job of one service is seen, followed and fetched at another; a worker paints it as a service of its own does', async () => {
    const [here, there] = await Promise.all([open(), open()])
    const path = `/v1/jobs/${randomUUID()}`
    const put = (client: Client, fields = {}) => client(path, { method: 'PUT', body: form(fields) })
    expect((await here('/readyz')).status).toBe(503)
    const answers = await Promise.all([put(here), put(there), put(here)])
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect((await put(there, { init: 'noise' })).status).toBe(409)
    await work({ redis, store })
    const events = await eventsOf(there, path)
    expect(events.at(0)).toMatchObject({ event: 'queued' })
    expect(events.at(-1)).toMatchObject({ event: 'succeeded', data: { picture: { iterations: 5 } } })
    expect(await eventsOf(here, path, { after: events.at(-2)?.id })).toEqual(events.slice(-1))
    expect((await here(`${path}/events`, { headers: { 'last-event-id': events.at(-1)?.id ?? '' } })).status).toBe(204)
    const alone = await serve({})
    const same = await taken(alone)
    await until(alone, same, isDone)
    expect(await bytesOf(there, path)).toEqual(await bytesOf(alone, same))
    const part = await there(`${path}/result`, { headers: { range: 'bytes=10-19' } })
    expect(new Uint8Array(await part.arrayBuffer())).toEqual((await bytesOf(alone, same)).slice(10, 20))
    expect((await put(there)).status).toBe(200)
    expect((await read(here, '/v1/jobs')).jobs).toHaveLength(1)
    await until(here, '/readyz', ({ status }) => status === 'ok')
  })
})

describe.skipIf(!hasRedis)('on one Redis', () => {
  test('a running job is seen, and cancelled with its best picture; of those that wait the most urgent is first', async () => {
    const { url } = await startedRedis()
    const client = await serve({ redis: url })
    await work({ redis: url })
    const running = await taken(client, LONG)
    await until(client, running, isStepping)
    const usual = await taken(client)
    const urgent = await taken(client, {}, { priority: 'u=1' })
    const unwanted = await taken(client)
    expect([await read(client, urgent), await read(client, usual)]).toMatchObject([{ position: 1 }, { position: 2 }])
    expect(await (await client(unwanted, { method: 'DELETE' })).json()).toMatchObject({ state: 'cancelled' })
    const preview = await client(`${running}/preview?size=32`, { headers: { accept: 'image/jpeg' } })
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const cancelled = await client(running, { method: 'DELETE' })
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled', picture: { stopped: 'interrupted' } })
    await until(client, usual, isDone)
    const [first, second] = [await read(client, urgent), await read(client, usual)]
    expect(String(first.ended) < String(second.ended)).toBe(true)
  })

  test('a worker is killed in the midst of a job, and another one goes on with it: the picture is the one that it would have been', async () => {
    const redis = await startedRedis()
    const { url } = redis
    const client = await serve({ redis: url })
    const fields = { ...QUICK, iterations: 600, optimizer: 'adam' }
    const words = `work --redis ${url} --threads 1 --checkpoint 1 --lost-after 2 --log-level silent`.split(' ')
    const victim = spawn(process.execPath, [BIN, ...words], { stdio: 'ignore' })
    const killed = await taken(client, fields)
    await until(client, killed, isStepping)
    const other = await work({ redis: url })
    const whole = await taken(client, { ...fields, styleBlend: '1' })
    const hasCheckpoint = () => redis.ask('--scan', '--pattern', 'nst-onnx:blob:*:checkpoint:*') !== ''
    await until(client, killed, ({ progress }) => (progress?.iteration ?? 0) > 200 && hasCheckpoint())
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    const events = await eventsOf(client, killed)
    expect(events.at(-1)).toMatchObject({ event: 'succeeded' })
    const begun = events.map(({ event }) => event).lastIndexOf('start')
    const next = events.slice(begun).find(({ event }) => event === 'step')
    // A run that begins anew tells its first step; this one goes on after a second's steps or more.
    expect(Number(next?.data.iteration)).toBeGreaterThan(50)
    await until(client, whole, isDone)
    expect(await bytesOf(client, killed)).toEqual(await bytesOf(client, whole))
    // Without Redis a worker can keep nothing; it ends all the same.
    await until(client, await taken(client, LONG), isStepping)
    await redis.kill()
    await other.drain()
  })

  test('services and workers that write at the same time keep to the bytes that are allowed together', async () => {
    const { url } = await startedRedis()
    const redis = connectForWork(url)
    onTestFinished(() => redis.endAll())
    const used = async () => Number(await redis.hget(KEYS.ledger, 'used'))
    const [here, there] = [new RedisLedger(redis), new RedisLedger(redis)]
    await here.bound(100_000)
    const store = (ledger: RedisLedger) => new BoundedStore(new RedisStore(redis), ledger)
    const [one, other] = [randomUUID(), randomUUID()]
    let most = 0
    async function* slowly() {
      for (let piece = 0; piece < 6; piece++) {
        yield new Uint8Array(10_000)
        most = Math.max(most, await used())
      }
    }
    const written = await Promise.allSettled([
      store(here).write(one, 'content', slowly()),
      store(there).write(other, 'content', slowly()),
    ])
    expect(written).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'disk-full', limit: 100_000 }),
    })
    expect(most).toBeGreaterThan(60_000)
    expect(most).toBeLessThanOrEqual(100_000)
    await Promise.all([one, other].map(folder => store(here).removeFolder(folder)))
    expect(await used()).toBe(0)
    await store(here).write(one, 'content', slowly())
    expect(await used()).toBe(60_000)
    // Of a process that dies while it writes, what it took counts until the blob is written, or the folder is removed.
    const dead = { folder: one, name: 'content', part: 'content~dead', isPromised: false }
    await there.take(dead, 30_000)
    expect(await used()).toBe(90_000)
    await expect(store(there).write(other, 'more', [new Uint8Array(10_001)])).rejects.toMatchObject({
      code: 'disk-full',
    })
    await store(here).write(one, 'content', [new Uint8Array(5000)])
    expect(await used()).toBe(5000)
    await there.take(dead, 30_000)
    await Promise.all([one, other].map(folder => store(here).removeFolder(folder)))
    expect(await used()).toBe(0)
  })

  test('a worker gets a job of the shape that it is warm for, and passes the first one over for that four times at most', async () => {
    const { url } = await startedRedis()
    const redis = connectForWork(url)
    onTestFinished(() => redis.endAll())
    const queue = new SharedQueue(redis)
    const add = async (name: string, size: number, urgency = 3) => {
      const job = { id: name, owner: 'o', folder: randomUUID(), digest: name, request: { size }, urgency }
      await queue.add(job, 100, 1e9)
      return shapeOf(job.request)
    }
    await add('first', 64)
    const warm = await add('second', 32)
    for (const name of ['third', 'fourth', 'fifth', 'sixth']) await add(name, 32)
    await add('urgent', 64, 1)
    const taken: string[] = []
    for (let ticket = 1; ticket <= 7; ticket++)
      taken.push((await queue.take(String(ticket), randomUUID(), warm))?.record.id ?? '')
    expect(taken).toEqual(['urgent', 'second', 'third', 'fourth', 'fifth', 'first', 'sixth'])
    expect(await queue.take('8', randomUUID(), warm)).toBeUndefined()
  })

  test('of two workers that have one job, because one was taken for dead, the latter alone can end it', async () => {
    const { url } = await startedRedis()
    const redis = connectForWork(url)
    onTestFinished(() => redis.endAll())
    const queue = new SharedQueue(redis)
    await queue.add({ id: 'a', owner: 'o', folder: randomUUID(), digest: '', request: {}, urgency: 3 }, 100, 1e9)
    const [dead, alive] = [await queue.take('1', 'dead', ''), await queue.take('1', 'alive', '')]
    if (!dead || !alive) throw new Error('the job is there')
    const progress = { phase: 'painting', iteration: 1, evaluations: 1, seconds: 1 }
    expect(await queue.tell(dead, 'step', progress, progress)).toBe('lost')
    expect(await queue.end(dead, { state: 'cancelled' }, 1)).toBe(false)
    expect(await queue.end(alive, { state: 'cancelled' }, 1)).toBe(true)
    expect(await queue.end(dead, { state: 'cancelled' }, 1)).toBe(false)
    expect((await queue.get('o.a'))?.record).toMatchObject({ state: 'cancelled', crashes: 1 })
    await queue.add({ id: 'b', owner: 'o', folder: randomUUID(), digest: '', request: {}, urgency: 3 }, 100, 1e9)
    const leaving = await queue.take('2', 'leaving', '')
    if (!leaving) throw new Error('the job is there')
    await queue.leaving(leaving)
    // Its worker was being stopped when it was killed, which is not the job's fault; what comes next is.
    expect((await queue.take('2', 'next', ''))?.record).toMatchObject({ id: 'b', crashes: 0 })
    expect((await queue.take('2', 'after', ''))?.record).toMatchObject({ crashes: 1 })
  })

  test('Redis is killed, away and full: the service says so, and loses nothing that it accepted', async () => {
    const redis = await startedRedis('--maxmemory-policy', 'noeviction')
    const client = await serve({ redis: redis.url })
    const problem = async (path = '/v1/jobs') => {
      const answer = await client(path, path === '/v1/jobs' ? { method: 'POST', body: form() } : {})
      const { status, headers } = answer
      const { code } = (await answer.json()) as { code?: string }
      return { status, code, retryAfter: Number(headers.get('retry-after')) > 0 }
    }
    const accepted = [await taken(client), await taken(client)]
    await redis.kill()
    const away = { status: 503, code: 'queue-unreachable', retryAfter: true }
    await expect.poll(() => problem('/readyz'), { timeout: 10_000 }).toEqual(away)
    expect(await problem()).toEqual(away)
    expect(await problem(accepted[0])).toEqual(away)
    await redis.start()
    await expect.poll(() => problem('/readyz'), { timeout: 10_000 }).toMatchObject({ code: 'queue-without-workers' })

    redis.ask('config', 'set', 'maxmemory', '1')
    const full = { status: 503, code: 'store-full', retryAfter: true }
    expect(await problem()).toEqual(full)
    await expect.poll(() => problem('/readyz'), { timeout: 10_000 }).toEqual(full)
    await work({ redis: redis.url })
    redis.ask('config', 'set', 'maxmemory', '0')
    for (const path of accepted) await until(client, path, isDone)
  })
})
