import { type SessionHost, StylizeFailure } from 'nst-onnx'
import { expect, test } from 'vitest'
import { engineInThread, PLATFORM } from '../engine/engineInThread.js'
import { eventsOf, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const request = { content, style, size: 32, threads: 1, styleLayers: ['conv1_1'], contentLayers: ['conv1_2'] }

/** Node, except that the runtime is lost once this many runs of a graph have been asked for. */
function platformThatFailsAfter(runs: number) {
  let count = 0
  const startSessionHost: typeof PLATFORM.startSessionHost = async options => {
    const host: SessionHost = await PLATFORM.startSessionHost(options)
    return {
      ...host,
      async createSession(description) {
        const session = await host.createSession(description)
        return {
          ...session,
          run: inputs => {
            if (++count > runs) host.release()
            return session.run(inputs)
          },
        }
      },
    }
  }
  return { ...PLATFORM, startSessionHost }
}

test('an evaluation that fails midway costs the run, not the picture', async () => {
  const run = engineInThread(platformThatFailsAfter(10)).run({ ...request, iterations: 100 })
  const steps: number[] = []
  const reading = (async () => {
    for await (const event of run) if (event.event === 'step') steps.push(event.loss)
  })()
  const failure = await run.result.catch((error: unknown) => error)
  await expect(reading).rejects.toBe(failure)
  if (!(failure instanceof StylizeFailure)) throw failure
  expect(failure).toMatchObject({ kind: 'failed', message: expect.stringContaining('disposed') })
  const { image, loss, iterations, recipe } = failure.partial
  expect(steps.length).toBeGreaterThan(2)
  expect(iterations).toBe(steps.length)
  expect(loss).toBe(Math.min(...steps))
  expect(image.pixels).toHaveLength(3 * 32 * 24)
  expect(recipe.result).toMatchObject({ stopped: 'interrupted', iterations })
})

test('a failure before the first step is a plain error: there is no picture yet', async () => {
  // Two runs read the targets.
  const run = engineInThread(platformThatFailsAfter(2)).run(request)
  const failure = await run.result.catch((error: unknown) => error)
  expect(failure).not.toBeInstanceOf(StylizeFailure)
  expect(failure).toMatchObject({ name: 'NstOnnxError', kind: 'failed' })
  await expect(eventsOf(run)).rejects.toBe(failure)
})
