import { stylize } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { Pause } from '../../src/stylize/pause.js'
import { STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const request = {
  content: await small(TUBINGEN),
  style: await small(STARRY_NIGHT),
  size: 64,
  iterations: 8,
  styleLayers: ['conv1_1'],
  contentLayers: ['conv1_2'],
  threads: 1,
}
const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))

describe('a run that is paused', () => {
  test('takes no step until it is resumed, and then ends as if it had not been', async () => {
    const run = stylize(request)
    const seen: number[] = []
    let seconds = 0
    const began = performance.now()
    let held = 0
    for await (const event of run) {
      if (event.event !== 'step') continue
      seen.push(event.iteration)
      seconds = event.seconds
      if (event.iteration !== 3) continue
      run.pause()
      const since = performance.now()
      await wait(100) // what was on its way arrives
      const reached = (await event.image()).pixels
      await wait(300)
      expect((await event.image()).pixels).toEqual(reached)
      held = (performance.now() - since) / 1000
      run.resume()
    }
    const { image } = await run.result
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(image).toEqual((await stylize(request).result).image)
    // Time on hold is none of the run's.
    expect(seconds).toBeLessThanOrEqual((performance.now() - began) / 1000 - 0.9 * held + 0.1)
  })

  test('can be stopped, and gives its best picture', async () => {
    const controller = new AbortController()
    const run = stylize({ ...request, iterations: 500, signal: controller.signal })
    for await (const event of run) {
      if (event.event !== 'step') continue
      run.pause()
      controller.abort()
    }
    expect(await run.result).toMatchObject({ stopped: 'interrupted', image: { width: 64 } })
  })

  test('before its first step waits there', async () => {
    const run = stylize({ ...request, iterations: 1 })
    run.pause()
    const first = await Promise.race([run.result, wait(800)])
    expect(first).toBeUndefined()
    run.resume()
    expect(await run.result).toMatchObject({ iterations: 1 })
  })
})

describe('a pause', () => {
  test('is over at once where it was never begun, and when it was released', async () => {
    const pause = new Pause()
    await pause.over(undefined)
    pause.hold()
    pause.hold()
    pause.release()
    pause.release()
    await pause.over(undefined)
  })

  test('begun again while somebody waits keeps them waiting', async () => {
    const pause = new Pause()
    pause.hold()
    let isOver = false
    const waiting = pause.over(undefined).then(() => {
      isOver = true
    })
    pause.release()
    pause.hold()
    await wait(10)
    expect(isOver).toBe(false)
    pause.release()
    await waiting
  })

  test('leaves no listener on the signal', async () => {
    const signal = new AbortController().signal
    const added: unknown[] = []
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      added.push(args[1])
      add(...args)
    }
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      added.splice(added.indexOf(args[1]), 1)
      remove(...args)
    }
    const pause = new Pause()
    pause.hold()
    const waiting = pause.over(signal)
    expect(added).toHaveLength(1)
    pause.release()
    await waiting
    expect(added).toEqual([])
  })
})
