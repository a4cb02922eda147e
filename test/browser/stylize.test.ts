import { parseRecipe, readRecipe, type StylizeEvent, stylize as stylizeInNode } from 'nst-onnx'
import { beforeAll, expect, test } from 'vitest'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { SHARED_WEIGHTS, STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'
import { type OpenPage, openRoom, type PageRoom } from './openPage.js'
import { serveShards } from './shards.js'

const CONTENT = await small(TUBINGEN)
const STYLE = await small(STARRY_NIGHT)

/** For tests that are not about what is painted. */
const FIRST_LAYERS = { styleLayers: ['conv1_1'], contentLayers: ['conv1_2'] } as const

/** Chromium ends a worker whose threads wait for work after two seconds. */
const TERMINATION = { timeout: 10_000 }

let room: PageRoom
beforeAll(async () => {
  room = await openRoom()
})

/** A page with two pictures and the weights at hand. */
async function preparedPage(): Promise<OpenPage> {
  const open = await room.open()
  serveShards(open.server)
  open.server.extra.set('/content.png', CONTENT)
  open.server.extra.set('/style.png', STYLE)
  await open.page.evaluate(() => nst.configure({ weightsUrl: 'vgg19' }))
  return open
}

test('a run on wasm tells and gives what the same run under Node does', async () => {
  const { page, problems } = await preparedPage()
  const request = { preset: 'cmu', size: 64, iterations: 4, device: 'wasm', threads: 2 } as const
  const { events, result, bytes } = await page.evaluate(async request => {
    const run = nst.stylize({ content: 'content.png', style: new URL('style.png', location.href), ...request })
    const events: object[] = []
    for await (const event of run)
      events.push(event.event === 'step' ? { ...event, image: (await event.image()).width } : event)
    const { image, ...result } = await run.result
    const blob = await nst.pictureBlob(image, { recipe: result.recipe })
    return { events: events as StylizeEvent[], result, bytes: [...new Uint8Array(await blob.arrayBuffer())] }
  }, request)
  const run = stylizeInNode({ content: CONTENT, style: STYLE, ...request, device: 'cpu', weights: SHARED_WEIGHTS })
  const expected = await run.result

  const kinds = events.map(({ event }) => event).filter((kind, i, all) => kind !== all[i - 1])
  expect(kinds).toEqual(['download', 'features', 'start', 'stage', 'step', 'done'])
  expect(events.find(({ event }) => event === 'start')).toMatchObject({
    width: 64,
    height: 48,
    device: 'wasm',
    threads: 2,
  })
  expect(events.filter(({ event }) => event === 'step')).toMatchObject(
    [1, 2, 3, 4].map(iteration => ({ iteration, image: 64 })),
  )

  expect(result.stopped).toBe('iterations')
  expect(result.evaluations).toBe(expected.evaluations)
  expect(Math.abs(result.loss / expected.loss - 1)).toBeLessThan(1e-4)
  // The same pinned values, whether they came as shards or in a file.
  expect(result.features.sha256).toBe(expected.features.sha256)

  const recipe = parseRecipe(readRecipe(Uint8Array.from(bytes)) ?? '', 'saved.png')
  expect(recipe).toEqual(result.recipe)
  expect(recipe).toMatchObject({ content: { name: 'content.png', sha256: expected.recipe.content?.sha256 } })
  const saved = await decodePicture(Uint8Array.from(bytes), 'saved.png')
  const difference = saved.pixels.map((value, i) =>
    Math.abs(value - Math.min(1, Math.max(0, expected.image.pixels[i]!))),
  )
  expect(Math.max(...difference)).toBeLessThan(2 / 255)
  expect(problems).toEqual([])
})

test('an aborted run keeps its best picture and its worker goes', async () => {
  const { page, problems } = await preparedPage()
  const outcome = await page.evaluate(async layers => {
    const stop = new AbortController()
    const run = nst.stylize({
      ...layers,
      content: 'content.png',
      style: 'style.png',
      size: 48,
      iterations: 10_000,
      device: 'wasm',
      signal: stop.signal,
    })
    let last = ''
    for await (const { event, ...rest } of run) {
      last = event
      if ('iteration' in rest && rest.iteration === 2) stop.abort()
    }
    const { stopped, iterations, image, recipe } = await run.result
    return { last, stopped, iterations, pixels: image.pixels.length, recorded: recipe.result.stopped }
  }, FIRST_LAYERS)
  expect(outcome).toMatchObject({ last: 'done', stopped: 'interrupted', pixels: 3 * 48 * 36, recorded: 'interrupted' })
  expect(outcome.iterations).toBeGreaterThanOrEqual(2)
  expect(outcome.iterations).toBeLessThan(100)
  await expect.poll(() => page.workers().length, TERMINATION).toBe(0)
  expect(problems).toEqual([])
})

test('an abort before there is a picture rejects with its reason', async () => {
  const { page } = await preparedPage()
  const reason = await page.evaluate(() => {
    const run = nst.stylize({
      content: 'content.png',
      style: 'style.png',
      device: 'wasm',
      signal: AbortSignal.abort('no'),
    })
    return run.result.catch(error => error)
  })
  expect(reason).toBe('no')
  expect(page.workers()).toEqual([])
})

test('six runs, whether they end, fail or are aborted, leave no worker and no listener', async () => {
  const { page, problems } = await preparedPage()
  const { outcomes, listeners } = await page.evaluate(async layers => {
    const listening: EventTarget[] = []
    const { addEventListener, removeEventListener } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
      listening.push(this)
      return addEventListener.apply(this, args)
    }
    EventTarget.prototype.removeEventListener = function (...args: Parameters<typeof removeEventListener>) {
      if (listening.includes(this)) listening.splice(listening.indexOf(this), 1)
      return removeEventListener.apply(this, args)
    }
    const never = new AbortController()
    const paint = async (content: string, stop = never) => {
      const options = {
        ...layers,
        size: 24,
        device: 'wasm',
        threads: 1,
        iterations: stop === never ? 1 : 10_000,
      } as const
      const run = nst.stylize({ content, style: 'style.png', signal: stop.signal, ...options })
      try {
        for await (const { event } of run) if (event === 'step' && stop !== never) stop.abort()
        return (await run.result).stopped
      } catch (error) {
        return (error as Error).name
      }
    }
    const outcomes: string[] = []
    for (let count = 0; count < 2; count++) outcomes.push(await paint('content.png'))
    for (let count = 0; count < 2; count++) outcomes.push(await paint('content.png', new AbortController()))
    for (let count = 0; count < 2; count++) outcomes.push(await paint('page.js'))
    return { outcomes, listeners: listening.length }
  }, FIRST_LAYERS)
  expect(outcomes).toEqual([
    ...Array(2).fill('iterations'),
    ...Array(2).fill('interrupted'),
    ...Array(2).fill('NstOnnxError'),
  ])
  expect(listeners).toBe(0)
  await expect.poll(() => page.workers().length, TERMINATION).toBe(0)
  expect(problems.filter(problem => !problem.includes('404'))).toEqual([])
})

test('runs at the same time have a worker each and do not disturb each other', async () => {
  const { page } = await preparedPage()
  const losses = await page.evaluate(async layers => {
    const paint = () => {
      const run = nst.stylize({
        ...layers,
        content: 'content.png',
        style: 'style.png',
        size: 32,
        iterations: 2,
        device: 'wasm',
        threads: 1,
      })
      return run.result.then(({ loss }) => loss)
    }
    return [await paint(), ...(await Promise.all([paint(), paint()]))]
  }, FIRST_LAYERS)
  expect(new Set(losses).size).toBe(1)
})
