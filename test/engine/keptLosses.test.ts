import { afterAll, expect, test } from 'vitest'
import type { Engine } from '../../dist/engine/engine.js'
import { SHARED_WEIGHTS, STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'
import { engineInThread, PLATFORM } from './engineInThread.js'

const request = {
  content: await small(TUBINGEN),
  style: await small(STARRY_NIGHT),
  size: 64,
  styleSize: 64,
  scales: [32, 64],
  iterations: [1, 1],
  weights: { path: SHARED_WEIGHTS },
  threads: 1,
}

const open: Engine<unknown>[] = []
afterAll(() => Promise.all(open.map(engine => engine.close())))

/** An engine with so many bytes of memory, and how many graphs it has loaded, and holds. */
function counted(memory: number) {
  const counts = { loaded: 0, held: 0 }
  const platform: typeof PLATFORM = {
    ...PLATFORM,
    async startSessionHost(options) {
      const host = await PLATFORM.startSessionHost(options)
      const createSession: typeof host.createSession = async description => {
        const session = await host.createSession(description)
        counts.loaded++
        counts.held++
        const release = async () => {
          counts.held--
          await session.release()
        }
        return { ...session, release }
      }
      return { ...host, createSession }
    },
  }
  const engine = engineInThread(platform, { memory })
  open.push(engine)
  return { engine, counts }
}

test('the losses of all stages are kept, and a second run of the shape loads none and paints the same picture', async () => {
  const { engine, counts } = counted(2e9)
  const first = await engine.run(request).result
  expect(counts.held).toBe(2)
  const { loaded } = counts
  const second = await engine.run(request).result
  expect(counts.loaded).toBe(loaded)
  expect(second.image.pixels).toEqual(first.image.pixels)
})

test('what is kept is counted in what a run takes, and goes for a run of another shape that takes less', async () => {
  const { engine, counts } = counted(2e9)
  const kept = await engine.plan(request)
  await engine.run(request).result
  await engine.run({ ...request, scales: 1, iterations: 1 }).result
  expect(counts.held).toBe(1)
  const alone = await counted(kept.memoryBytes).engine.plan(request)
  expect(alone.memoryBytes).toBeLessThan(kept.memoryBytes)
})

test('where memory is short, one loss is held at a time', async () => {
  const ample = await counted(2e9).engine.plan(request)
  const { engine, counts } = counted(ample.memoryBytes)
  await engine.run(request).result
  expect(counts.held).toBe(1)
})
