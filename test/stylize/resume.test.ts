import { createEngine, type StylizeRequest } from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'
import { STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'
import { eventsOf } from './pictures.js'

const [content = '', style = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)
const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_2'], threads: 1 }
const request: StylizeRequest<string> = {
  content,
  style,
  preset: 'cmu',
  ...layers,
  size: 64,
  scales: 2,
  iterations: [5, 4],
}

const engine = createEngine({ threads: 1 })
/** One that knows nothing of the runs of the other. */
const elsewhere = createEngine({ threads: 1 })
afterAll(() => Promise.all([engine.close(), elsewhere.close()]))

/** A run's checkpoint at its earliest after so many steps, and the whole run's result. */
async function checkpointAfter(iteration: number, asked: StylizeRequest<string>) {
  const run = engine.run(asked)
  let kept: Promise<Uint8Array | undefined> | undefined
  run.pause()
  run.resume()
  for await (const event of run) {
    if (event.event !== 'step' || event.iteration < iteration || kept) continue
    kept = run.checkpoint()
  }
  return { checkpoint: await kept, result: await run.result }
}

describe('a run goes on from a checkpoint to the very result that it would have had', () => {
  const options: [string, Partial<StylizeRequest<string>>][] = [
    ['L-BFGS', {}],
    ['Adam', { optimizer: 'adam' }],
    ['one stage', { scales: 1, iterations: 6 }],
    ['features fitted to the pictures', { weights: 'fitted' }],
  ]
  test.each(options)('%s', async (_, changed) => {
    const asked = { ...request, ...changed } as StylizeRequest<string>
    for (const iteration of [1, 3, 6]) {
      const { checkpoint, result } = await checkpointAfter(iteration, asked)
      if (!checkpoint) {
        expect(iteration).toBeGreaterThan(5) // it had ended before it was asked
        continue
      }
      const resumed = elsewhere.run({ ...asked, resumeFrom: checkpoint })
      const steps = (await eventsOf(resumed)).filter(event => event.event === 'step')
      const again = await resumed.result
      expect(steps[0]?.iteration).toBeGreaterThan(iteration)
      expect(again.image.pixels).toEqual(result.image.pixels)
      expect(again.recipe).toEqual(result.recipe)
    }
  })

  test('after an interruption, with what was asked for as it came', async () => {
    const whole = await engine.run(request).result
    const stop = new AbortController()
    const run = engine.run({ ...request, signal: stop.signal })
    let kept: Promise<Uint8Array | undefined> | undefined
    for await (const event of run) {
      if (event.event !== 'step' || event.iteration !== 3) continue
      kept = run.checkpoint()
      stop.abort()
    }
    const checkpoint = await kept
    expect((await run.result).stopped).toBe('interrupted')
    const resumed = await engine.run({ ...request, resumeFrom: checkpoint }).result
    expect(resumed.image.pixels).toEqual(whole.image.pixels)
  })

  test('a paused run gives one at once', async () => {
    const run = engine.run(request)
    for await (const event of run) {
      if (event.event !== 'step' || event.iteration !== 2) continue
      run.pause()
      expect(await run.checkpoint()).toBeInstanceOf(Uint8Array)
      run.resume()
    }
  })

  test('a run that is paused between two stages, or before its first step, answers at once too', async () => {
    for (const after of [5, 0]) {
      const run = engine.run(request)
      if (after === 0) run.pause()
      for await (const event of run) {
        const isThere =
          event.event === 'step'
            ? event.iteration === after
            : after === 0 && event.event === 'stage' && event.stage === 1
        if (!isThere) continue
        run.pause()
        const checkpoint = await run.checkpoint()
        if (after === 0) expect(checkpoint).toBeUndefined()
        run.resume()
      }
      await run.result
    }
  })

  test('a run that has ended has none', async () => {
    const run = engine.run({ ...request, iterations: [1, 1] })
    await run.result
    expect(await run.checkpoint()).toBeUndefined()
  })
})

describe('what a run cannot go on from is refused', async () => {
  const { checkpoint = new Uint8Array() } = await checkpointAfter(2, request)
  const problem = (changed: Partial<StylizeRequest<string>>) =>
    engine
      .run({ ...request, resumeFrom: checkpoint, ...changed } as StylizeRequest<string>)
      .result.catch(error => error)

  test.each<[string, Partial<StylizeRequest<string>>, string]>([
    ['another option', { styleWeight: 5 }, 'styleWeight is 1000000 there and 5 here'],
    ['another size', { size: 48 }, 'size is 64 there and 48 here'],
    ['another content picture', { content: style }, 'the content picture is another one'],
    ['another style picture', { style: content }, 'the style pictures are others'],
  ])('%s', async (_, changed, why) => {
    expect(await problem(changed)).toMatchObject({ kind: 'usage', message: expect.stringContaining(why) })
  })

  test('damaged bytes', async () => {
    const damaged = checkpoint.slice(0, -9)
    expect(await problem({ resumeFrom: { bytes: damaged, name: 'out.png.resume' } })).toMatchObject({
      kind: 'input',
      message: 'out.png.resume: this is no whole checkpoint; begin without it',
    })
  })
})
