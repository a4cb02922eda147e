import { parseRecipe, readRecipe, type StylizeEvent, stylize as stylizeInNode } from 'nst-onnx'
import { beforeAll, expect, test } from 'vitest'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { SHARED_WEIGHTS } from '../stylize/pictures.js'
import { openRoom, type PageRoom } from './openPage.js'
import { CONTENT, FIRST_LAYERS, preparedPage, STYLE, TERMINATION } from './preparedPage.js'

let room: PageRoom
beforeAll(async () => {
  room = await openRoom()
})

test('a run on wasm tells and gives what the same run under Node does', async () => {
  const { page, problems } = await preparedPage(room)
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
  const { page, problems } = await preparedPage(room)
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
  const { page } = await preparedPage(room)
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
