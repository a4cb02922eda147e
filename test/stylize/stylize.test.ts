import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  createEngine,
  createLossFunction,
  type Picture,
  readPicture,
  type StylizeEvent,
  savePicture,
  stylize,
} from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'
import { readOff } from '../../src/graphs/specification.js'
import { openPictureFile } from '../../src/node/pictures/openPictureFile.js'
import { STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'
import { CMU, cmuHost } from '../runtime/vgg19.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { eventsOf, png } from './pictures.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)
const [content, style] = [await readFile(tubingen), await readFile(starryNight)]
const whole = { content, style, preset: 'cmu' as const, size: 64, iterations: 6, threads: 1 }
/** Of fewer layers, which are loaded sooner. */
const request = { ...whole, styleLayers: ['conv1_1'], contentLayers: ['conv1_2'] }

/** For what is no matter of whose engine it is. */
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

const decodedTo = async (bytes: Uint8Array, width: number, height: number) =>
  (await openPictureFile(bytes, 'picture')).decode({ size: { width, height } })
const steps = (events: readonly StylizeEvent[]) => events.filter(event => event.event === 'step')

describe('events', () => {
  test('come in order: features, start, stage, each step, done; loss never rises, time never runs back', async () => {
    const run = stylize(request)
    const events = await eventsOf(run)
    expect(events.map(({ event }) => event)).toEqual(['features', 'start', 'stage', ...Array(6).fill('step'), 'done'])
    expect(events[1]).toMatchObject({ width: 64, height: 48, device: 'cpu', iterations: 6 })
    const told = steps(events)
    expect(told.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6])
    for (const [place, step] of told.entries()) {
      const before = told[place - 1]
      if (before) {
        expect(step.loss).toBeLessThanOrEqual(before.loss)
        expect(step.seconds).toBeGreaterThanOrEqual(before.seconds)
        expect(step.evaluations).toBeGreaterThan(before.evaluations)
      }
      const sum = Object.values(step.terms).reduce((a, b) => a + b, 0)
      expect(step.loss / sum).toBeCloseTo(1, 5)
    }
    const result = await run.result
    expect(events.at(-1)).toMatchObject({ loss: result.loss, stopped: 'iterations', iterations: 6, features: 'vgg19' })
  })

  test('need no reader: the result comes all the same', async () => {
    const { stopped, iterations, image } = await engine.run(request).result
    expect({ stopped, iterations, width: image.width }).toEqual({ stopped: 'iterations', iterations: 6, width: 64 })
  })

  test('may be read late', async () => {
    const run = engine.run(request)
    await run.result
    expect(steps(await eventsOf(run))).toHaveLength(6)
  })

  test('each step offers its picture', async () => {
    const images: Picture[] = []
    const run = engine.run(request)
    for await (const event of run) if (event.event === 'step') images.push(await event.image())
    expect(images).toHaveLength(6)
    expect(images[0]).toEqual((await engine.run({ ...request, iterations: 1 }).result).image)
    expect(images[0]?.pixels).not.toEqual(images[5]?.pixels)
    expect(images[5]).toEqual((await run.result).image)
  })

  test('a bad option ends the reading and the result with the same error', async () => {
    const run = stylize({ ...request, size: -1 })
    await expect(eventsOf(run)).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining('size: -1') })
    await expect(run.result).rejects.toMatchObject({ kind: 'usage' })
  })
})

describe('pictures', () => {
  test.each([
    [101, 60, 96, 57],
    [60, 101, 57, 96],
    [300, 50, 96, 16],
    [33, 33, 50, 50],
  ])('%i×%i comes out as exactly %i×%i', async (width, height, outWidth, outHeight) => {
    const size = Math.max(outWidth, outHeight)
    const run = engine.run({ ...request, content: await png(width, height), size, iterations: 1 })
    expect((await eventsOf(run))[1]).toMatchObject({ event: 'start', width: outWidth, height: outHeight })
    const { image, recipe } = await run.result
    expect([image.width, image.height, image.pixels.length]).toEqual([outWidth, outHeight, 3 * outWidth * outHeight])
    expect(recipe.result).toMatchObject({ width: outWidth, height: outHeight })
  })

  test('too narrow for the network is refused before any work', async () => {
    const thin = engine.run({ content: await png(300, 20), style, size: 64 }).result
    await expect(thin).rejects.toMatchObject({
      kind: 'input',
      message: expect.stringContaining('scaled to 64×4 it is too small'),
    })
    const tiny = engine.run({ content, style: await png(1, 1), size: 64 }).result
    await expect(tiny).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining('1×1 is too small') })
  })

  test("alpha is the content's, at the result's size; none stays none", async () => {
    const content = await png(80, 40, { alpha: true })
    const { image } = await engine.run({ ...request, content, iterations: 1 }).result
    expect(image.alpha).toHaveLength(64 * 32)
    expect(image.alpha?.[0]).toBeLessThan(0.05)
    expect(image.alpha?.[63]).toBeGreaterThan(0.95)
    expect((await engine.run({ ...request, iterations: 1 }).result).image.alpha).toBeUndefined()
  })

  test('the style picture keeps its own aspect ratio, and --style-size sets its scale', async () => {
    const host = await cmuHost()
    const styleTerms = async (width: number, height: number) => {
      const size = { width: 64, height: 48 }
      const loss = await createLossFunction(host, readOff(CMU, 'style'), size)
      const tall = await decodedTo(await png(100, 200), width, height)
      await loss.setTargets({ style: tall })
      return (await loss.lossAndGradient((await decodedTo(content, 64, 48)).pixels)).terms
    }
    // To the bit, as a loss of one's own is computed.
    const direct = { convolutions: 'direct' } as const
    const run = { ...whole, ...direct, style: await png(100, 200), contentWeight: 0, iterations: 0 }
    expect((await engine.run(run).result).terms).toEqual(await styleTerms(32, 64))
    expect((await engine.run({ ...run, styleSize: 40 }).result).terms).toEqual(await styleTerms(20, 40))
    await host.release()
  })
})

describe('starts', () => {
  const atStart = { ...request, iterations: 0 }

  test('no iterations give the start back: the content, scaled', async () => {
    const { image, stopped, iterations, evaluations, terms } = await engine.run(atStart).result
    expect({ stopped, iterations, evaluations }).toEqual({ stopped: 'iterations', iterations: 0, evaluations: 1 })
    expect(terms['content.conv1_2']).toBeLessThan(1e-9)
    const again = await engine.run(atStart).result
    expect(again.image).toEqual(image)
  })

  test('the same seed gives the same noise, another seed another', async () => {
    const noise = async (seed: number) => (await engine.run({ ...atStart, init: 'noise', seed }).result).image.pixels
    const first = await noise(1)
    expect(await noise(1)).toEqual(first)
    expect(await noise(2)).not.toEqual(first)
    expect(first.every(value => value >= 0 && value <= 1)).toBe(true)
  })

  test('the style picture, or a picture of your own', async () => {
    const cropped = (await engine.run({ ...atStart, style: await png(96, 192), init: 'style' }).result).image
    // The middle of the tall ramp, not the whole of it squeezed.
    const green = cropped.pixels.subarray(64 * 48, 2 * 64 * 48)
    expect(green[0]).toBeCloseTo(0.5 - 3 / 16, 1)
    expect(green.at(-1)).toBeCloseTo(0.5 + 3 / 16, 1)
    const path = `${await temporaryFolder()}/start.png`
    await savePicture(path, cropped)
    const { image, recipe } = await engine.run({ ...atStart, init: path }).result
    const written = await readPicture(path)
    expect(image.pixels).toEqual(written.pixels)
    expect(recipe.init).toMatchObject({ name: 'start.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test.each([
    ['a missing file', { ...request, content: 'no-such.jpg' }, 'input', 'no-such.jpg: no such file'],
    ['a missing start picture', { ...request, init: 'no-such.png' }, 'input', 'no-such.png: no such file'],
    ['no picture at all', { ...request, style: undefined as unknown as string }, 'usage', 'undefined is no picture'],
    [
      'a web address',
      { ...request, style: new URL('http://localhost/a.png') },
      'usage',
      'fetched only with urls: true',
    ],
    ['a misspelt option', { ...request, iteration: 5 }, 'usage', 'iteration is not an option'],
  ])('%s is refused', async (_, bad, kind, message) => {
    await expect(engine.run(bad).result).rejects.toMatchObject({ kind, message: expect.stringContaining(message) })
  })
})

describe('runs', () => {
  test('the same options give the same pixels, also while another run with other options goes on', async () => {
    const other = { ...whole, init: 'noise', seed: 3, optimizer: 'adam', pool: 'avg', size: 48 } as const
    const alone = [await stylize(whole).result, await stylize(other).result]
    const together = await Promise.all([stylize(whole).result, stylize(other).result])
    for (const [place, { image, loss, recipe }] of together.entries()) {
      expect(image).toEqual(alone[place]?.image)
      expect(loss).toBe(alone[place]?.loss)
      expect(recipe).toEqual(alone[place]?.recipe)
    }
  })

  test('the recipe holds every option, the inputs, the weights and the outcome', async () => {
    const paths = { ...whole, content: tubingen, style: starryNight }
    const { recipe, loss, terms, features } = await stylize(paths).result
    expect(recipe).toMatchObject({
      content: { name: basename(tubingen), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      options: { size: 64, iterations: 6, preset: 'cmu', seed: 0, history: 40, device: 'cpu', weights: 'auto' },
      features: { source: 'vgg19', sha256: features.sha256 },
      result: { loss, terms, stopped: 'iterations', iterations: 6 },
    })
    expect(JSON.parse(JSON.stringify(recipe))).toEqual(recipe)
  })
})

describe('a signal', () => {
  test('given before: the run ends with its reason and never starts', async () => {
    const reason = new Error('changed my mind')
    const run = stylize({ ...request, signal: AbortSignal.abort(reason) })
    await expect(run.result).rejects.toBe(reason)
    await expect(eventsOf(run)).rejects.toBe(reason)
  })

  test('given during: the best picture so far, and the event that says so', async () => {
    const controller = new AbortController()
    const run = stylize({ ...request, iterations: 10_000, signal: controller.signal })
    const events: StylizeEvent[] = []
    for await (const event of run) {
      events.push(event)
      if (event.event === 'step' && event.iteration === 3) controller.abort()
    }
    const { stopped, iterations, loss, recipe } = await run.result
    expect(stopped).toBe('interrupted')
    // Steps go on while the event and the signal are on their way between threads.
    expect(iterations).toBeLessThan(100)
    expect(events.at(-1)).toMatchObject({ event: 'done', stopped: 'interrupted', iterations, loss })
    expect(loss).toBe(steps(events).at(-1)?.loss)
    expect(recipe.result.stopped).toBe('interrupted')
  })
})
