import {
  createJobQueue,
  QueueFull,
  reconstruction,
  type SessionHost,
  type StylizeRun,
  stylize,
  texture,
} from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { createJobQueue as createQueueOn } from '../../dist/jobs/jobQueue.js'
import { engineInThread, PLATFORM } from '../engine/engineInThread.js'
import { eventsOf, STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const transfer = {
  content,
  style,
  preset: 'cmu' as const,
  size: 32,
  iterations: 4,
  threads: 1,
  styleLayers: ['conv1_1', 'conv1_2'],
  contentLayers: ['conv1_2'],
}

/** For what is no matter of whose queue it is. */
const shared = createJobQueue()
afterAll(() => shared.close())

/** Node, counting what is asked of the runtime. */
function countingPlatform() {
  const count = { hosts: 0, sessions: 0, runs: 0 }
  const open: (() => Promise<void>)[] = []
  const startSessionHost: typeof PLATFORM.startSessionHost = async options => {
    const host: SessionHost = await PLATFORM.startSessionHost(options)
    count.hosts++
    open.push(() => host.release())
    return {
      ...host,
      async createSession(description) {
        const session = await host.createSession(description)
        count.sessions++
        return {
          ...session,
          run(inputs) {
            count.runs++
            return session.run(inputs)
          },
        }
      },
    }
  }
  return { platform: { ...PLATFORM, startSessionHost }, count, open }
}

test('jobs in a queue make the same pictures as runs of their own, bit by bit', async () => {
  const queue = createJobQueue()
  const requests = [transfer, { ...transfer, init: 'noise', seed: 3 }, { ...transfer, styleWeight: 1e4 }]
  const queued = await Promise.all(requests.map(request => queue.add(request).result))
  await queue.close()
  for (const [index, request] of requests.entries()) {
    const alone = await stylize(request).result
    expect(queued[index]?.image.pixels).toEqual(alone.image.pixels)
    expect(queued[index]?.recipe).toEqual(alone.recipe)
  }
})

test('jobs of one shape share their host, their loss graph and their targets', async () => {
  const { platform, count } = countingPlatform()
  const queue = createQueueOn(engineInThread(platform))
  await queue.add(transfer).result
  const first = { ...count }
  // A host, a session for the loss, one for the style's targets and one for the content's.
  expect(first).toMatchObject({ hosts: 1, sessions: 3 })
  const { evaluations } = await queue.add({ ...transfer, styleWeight: 1e4, init: 'noise' }).result
  expect(count).toEqual({ hosts: 1, sessions: 3, runs: first.runs + evaluations })
  await queue.add({ ...transfer, size: 48 }).result
  expect(count).toMatchObject({ hosts: 1, sessions: 6 })
  await queue.close()
})

test('a job that fails is reported by its own run; those behind it run', async () => {
  const runs: StylizeRun[] = [
    shared.add({ ...transfer, iterations: -1 }),
    shared.add({ ...transfer, content: 'no-such-file.jpg' }),
    shared.add(transfer),
  ]
  const outcomes = await Promise.allSettled(runs.map(({ result }) => result))
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(outcomes[0]).toMatchObject({ reason: { kind: 'usage' } })
  expect(outcomes[1]).toMatchObject({ reason: { kind: 'input', message: expect.stringContaining('no-such-file.jpg') } })
})

test('a runtime that is lost under a job is started anew for the next', async () => {
  const { platform, count, open } = countingPlatform()
  const queue = createQueueOn(engineInThread(platform))
  const lost = queue.add({ ...transfer, iterations: 500 })
  for await (const event of lost) {
    if (event.event !== 'step') continue
    await open[0]?.()
    break
  }
  await expect(lost.result).rejects.toMatchObject({ kind: 'failed' })
  await queue.add(transfer).result
  await queue.close()
  expect(count.hosts).toBe(2)
})

test('jobs begin in order, each when the one before it has ended', async () => {
  const order: string[] = []
  const runs = ['first', 'second', 'third'].map(async name => {
    for await (const { event } of shared.add(transfer))
      if (event === 'start' || event === 'done') order.push(`${name} ${event}`)
  })
  await Promise.all(runs)
  expect(order).toEqual(['first', 'second', 'third'].flatMap(name => [`${name} start`, `${name} done`]))
})

test('a reconstruction has content terms alone, a texture style terms alone', async () => {
  const kept = await shared.add(reconstruction(content, 'conv_2', { size: 32, iterations: 3, seed: 5, threads: 1 }))
    .result
  expect(Object.keys(kept.terms)).toEqual(['content.conv1_2'])
  expect(kept.recipe).not.toHaveProperty('style')
  const outputSize = { width: 40, height: 24 }
  const made = await shared.add(
    texture(style, ['conv_1', 'conv_3'], { size: 32, outputSize, iterations: 3, threads: 1 }),
  ).result
  expect(Object.keys(made.terms)).toEqual(['style.conv1_1', 'style.conv2_1'])
  expect(made.image).toMatchObject(outputSize)
  expect(made.recipe).not.toHaveProperty('content')
  const unsized = await shared.add(texture(style, ['conv_1'], { size: 48, iterations: 1, threads: 1 })).result
  expect(unsized.image).toMatchObject({ width: 48, height: 38 })
})

test('a plan says all of a run but its result', async () => {
  const { recipe, size } = await shared.plan(transfer)
  const { result, ...rest } = (await shared.add(transfer).result).recipe
  expect(rest).toEqual(recipe)
  expect(result).toMatchObject(size)
})

test('features of any picture can be read by the network of a job', async () => {
  const { content: scaled } = await shared.pictures(transfer)
  if (!scaled) throw new Error('the run has a content')
  const terms = [
    { kind: 'style', tap: 'conv1_1' },
    { kind: 'content', tap: 'conv1_2' },
  ] as const
  const tensors = await shared.read(transfer, terms, scaled.picture)
  expect(Object.entries(tensors).map(([name, { dims }]) => [name, dims])).toEqual([
    ['gram.conv1_1', [64, 64]],
    ['features.conv1_2', [1, 64, 24, 32]],
  ])
})

test('a program that forgets a picture is told so, and gets no texture instead', async () => {
  const forgotten = { ...transfer, content: undefined } as unknown as typeof transfer
  await expect(shared.add(forgotten).result).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('picture'),
  })
  const bare = { style, size: 64 } as unknown as typeof transfer
  await expect(shared.add(bare).result).rejects.toMatchObject({ message: expect.stringContaining('contentLayers') })
})

test('events of a job are those of a run', async () => {
  const events = await eventsOf(shared.add(transfer))
  expect(events.map(({ event }) => event)).toEqual([
    'features',
    'start',
    'stage',
    'step',
    'step',
    'step',
    'step',
    'done',
  ])
})

test('runs have ids and places; one that waits is cancelled at once, and nobody waits for it', async () => {
  const queue = createJobQueue()
  const running = queue.add({ ...transfer, iterations: 2000 }, { id: 'first' })
  const waiting = queue.add(transfer)
  const last = queue.add(transfer, { id: 'last' })
  expect([running.position, waiting.position, last.position, queue.length]).toEqual([0, 1, 2, 3])
  expect([queue.get('first'), queue.get(waiting.id)]).toEqual([running, waiting])
  const asked = performance.now()
  waiting.cancel()
  await expect(waiting.result).rejects.toMatchObject({ name: 'AbortError' })
  expect(performance.now() - asked).toBeLessThan(50)
  expect([last.position, queue.length]).toEqual([1, 2])
  await expect(queue.add(transfer, { id: 'last' }).result).rejects.toMatchObject({ kind: 'usage' })
  running.cancel()
  await running.result.catch(() => {}) // with a picture or without, as it had come
  await last.result
  expect([queue.get('last'), queue.length]).toEqual([undefined, 0])
  await queue.close()
})

test('a queue that is full, or closed, refuses more', async () => {
  const queue = createJobQueue({ bound: 1 })
  const only = queue.add(transfer)
  const refused = queue.add(transfer)
  await expect(refused.result).rejects.toBeInstanceOf(QueueFull)
  await expect(eventsOf(refused)).rejects.toMatchObject({ limit: 1 })
  await only.result
  await queue.add({ ...transfer, iterations: 1 }).result
  await queue.close()
  await expect(queue.add(transfer).result).rejects.toMatchObject({ kind: 'usage', message: /closed/ })
})

test('a wrong request, or one that is given up, leaves everything warm', async () => {
  const { platform, count } = countingPlatform()
  const queue = createQueueOn(engineInThread(platform))
  await queue.add(transfer).result
  await expect(queue.add({ ...transfer, iterations: -1 }).result).rejects.toMatchObject({ kind: 'usage' })
  await expect(queue.add({ ...transfer, content: Uint8Array.of(1) }).result).rejects.toMatchObject({ kind: 'input' })
  await expect(queue.add({ ...transfer, signal: AbortSignal.abort() }).result).rejects.toMatchObject({
    name: 'AbortError',
  })
  await queue.add(transfer).result
  expect(count).toMatchObject({ hosts: 1, sessions: 3 })
  await queue.close()
})

test('an engine that nobody calls frees its worker, and starts another when it is called', async () => {
  const queue = createJobQueue({ idle: 0.05 })
  await queue.ready()
  const first = await queue.add(transfer).result
  await new Promise(resolve => setTimeout(resolve, 300))
  expect((await queue.add(transfer).result).image.pixels).toEqual(first.image.pixels)
  await queue.close()
  await expect(queue.ready()).rejects.toThrow('closed')
})

test('a run whose first stage was set up ahead does not set it up again, and is the same', async () => {
  const staged = { ...transfer, size: 64, scales: 2, weights: 'fitted' }
  const { platform, count } = countingPlatform()
  const queue = createQueueOn(engineInThread(platform))
  const plan = await queue.plan(staged)
  await queue.ready(plan)
  const before = count.sessions
  const run = queue.add(staged, { plan })
  const first = (await eventsOf(run)).filter(({ event }) => event === 'step')
  // The second stage's loss and what it reads off two pictures.
  expect(count.sessions - before).toBe(3)
  expect(first).toHaveLength(4)
  expect((await run.result).image).toEqual((await shared.add(staged).result).image)
  await queue.close()
})
