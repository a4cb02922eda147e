import { createEngine, type Engine, type StylizeRun } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { PROCESS_BYTES } from '../../dist/memory/memoryNeed.js'
import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const request = {
  content,
  style,
  size: 96,
  iterations: 3,
  threads: 1,
  styleLayers: ['conv1_1'],
  contentLayers: ['conv1_2'],
}

const probe = createEngine()
const { memoryBytes } = await probe.plan(request)
await probe.close()
/** What a run takes beside what the process takes anyway. */
const own = memoryBytes - PROCESS_BYTES

const open: Engine<unknown>[] = []
afterAll(() => Promise.all(open.map(engine => engine.close())))

function enginesWith(memory: number) {
  const engines = [createEngine({ memory }), createEngine({ memory })] as const
  open.push(...engines)
  return engines
}

/** Names of what runs tell, as it comes. */
async function told(name: string, run: StylizeRun, log: string[]) {
  for await (const { event } of run)
    if (event === 'waiting' || event === 'start' || event === 'done') log.push(`${name} ${event}`)
  return run.result
}

test('two runs that do not fit together come one after the other, the second with the caches of the first given back', async () => {
  const [a, b] = enginesWith(PROCESS_BYTES + 1.5 * own)
  const log: string[] = []
  let second: ReturnType<typeof told> | undefined
  for await (const { event } of a.run({ ...request, iterations: 40 })) {
    if (event === 'start') second = told('second', b.run(request), log)
    if (event === 'done') log.push('first done')
  }
  const painted = await second
  expect(log).toEqual(['second waiting', 'first done', 'second start', 'second done'])
  const third = await told('third', a.run(request), log)
  expect(log.slice(4)).toEqual(['third waiting', 'third start', 'third done'])
  expect(third.image.pixels).toEqual(painted?.image.pixels)
})

test('two that fit run at the same time', async () => {
  const [a, b] = enginesWith(PROCESS_BYTES + 4 * own)
  const log: string[] = []
  await Promise.all([told('a', a.run(request), log), told('b', b.run(request), log)])
  expect(log.filter(line => line.endsWith('waiting'))).toEqual([])
})

test('one that fits not even alone is refused at once, and a run that waits is given up at once', async () => {
  const [a, b] = enginesWith(PROCESS_BYTES + 1.5 * own)
  await expect(a.run({ ...request, size: 1024 }).result).rejects.toMatchObject({
    code: 'memory-exceeded',
    option: 'size',
  })
  const stop = new AbortController()
  const long = a.run({ ...request, iterations: 100_000, init: 'noise', signal: stop.signal })
  for await (const { event } of long) if (event === 'step') break
  const controller = new AbortController()
  const waiting = b.run({ ...request, signal: controller.signal })
  for await (const { event } of waiting) if (event === 'waiting') break
  const asked = performance.now()
  controller.abort()
  await expect(waiting.result).rejects.toBe(controller.signal.reason)
  expect(performance.now() - asked).toBeLessThan(500)
  stop.abort()
  await long.result
})
