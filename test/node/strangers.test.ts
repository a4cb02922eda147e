import { pathToFileURL } from 'node:url'
import { commandOf, createEngine, createJobQueue, type Limits, stylize } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

// What a service allows that passes on what strangers send.

const picture = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const request = {
  content: picture,
  style,
  size: 48,
  iterations: 1,
  styleLayers: ['conv1_1'],
  contentLayers: ['conv1_1'],
}

const engine = createEngine({
  threads: 1,
  files: false,
  limits: { bytes: picture.length + style.length, pixels: 100_000, size: 64, styles: 2, styleSize: 80, iterations: 5 },
})
afterAll(() => engine.close())

test('bytes are painted', async () => {
  expect((await engine.run(request).result).iterations).toBe(1)
})

test('a request may be JSON, and paints what the same request paints in a program', async () => {
  const { content: _content, style: _style, ...options } = request
  const tagged = (bytes: Uint8Array, name: string) => ({ bytes: Buffer.from(bytes).toString('base64'), name })
  const body = JSON.stringify({
    ...options,
    content: tagged(picture, '/home/me/a.png'),
    styles: [{ picture: tagged(style, 'b.png'), weight: 2 }],
    init: tagged(picture, 'noise'),
    stages: [
      { size: 32, iterations: 1 },
      { size: 48, iterations: 1 },
    ],
    size: undefined,
    iterations: undefined,
  })
  const { image, recipe } = await engine.run(JSON.parse(body)).result
  const same = { ...request, init: picture, size: 48, scales: [32, 48], iterations: [1, 1] }
  expect(image.pixels).toEqual((await engine.run(same).result).image.pixels)
  expect(recipe).toMatchObject({ content: { name: 'a.png' }, style: { name: 'b.png' }, init: { name: 'noise' } })
  expect(commandOf(recipe)).toContain('--init ./noise ')
})

test.each<[string, object, string]>([
  ['a path', { content: TUBINGEN }, 'files are not read here'],
  ['a path among styles', { style: undefined, styles: [{ picture: TUBINGEN }] }, 'files are not read here'],
  ['a start picture by its path', { init: TUBINGEN, iterations: 0 }, 'files are not read here'],
  ['weights by their path', { weights: '/etc/passwd' }, 'files are not read here'],
  ['a tagged path', { content: { path: TUBINGEN } }, 'files are not read here'],
  ['a start picture by a tagged path', { init: { path: TUBINGEN } }, 'files are not read here'],
  ['weights by a tagged path', { weights: { path: '/etc/passwd' } }, 'files are not read here'],
  ['a tagged address', { style: { url: 'http://127.0.0.1/a.png' } }, 'addresses are fetched only'],
  [
    'a stage above the limit',
    { size: undefined, iterations: undefined, stages: [{ size: 65, iterations: 1 }] },
    'size',
  ],
  ['too many iterations in all', { iterations: [3, 3] }, 'iterations: 6 is more'],
  ['an address', { content: 'http://127.0.0.1/a.png' }, 'addresses are fetched only'],
  ['a size above the limit', { size: 65 }, 'size: 65 is more than is allowed here: 64'],
  ["an option's own default", { size: undefined }, 'size: 512 is more'],
  ['a style size', { styleSize: 81 }, 'styleSize: 81 is more'],
  ['more style pictures', { style: undefined, styles: Array(3).fill({ picture: style }) }, 'styles: 3 is more'],
  ['a side above the limit', { outputSize: { width: 20, height: 65 } }, 'outputSize: 65 is more'],
  ['a file: URL', { content: pathToFileURL(TUBINGEN) }, 'files are not read here'],
  ['too many iterations', { iterations: 6 }, 'iterations: 6 is more'],
])('%s is refused', async (_, given, message) => {
  const run = engine.run({ ...request, ...given } as typeof request)
  await expect(run.result).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining(message) })
})

test('a picture of too many bytes or pixels is refused', async () => {
  const strict = createEngine({ files: false, limits: { bytes: 100, pixels: 100 } })
  await expect(strict.run(request).result).rejects.toMatchObject({ kind: 'input', message: /bytes are more/ })
  const few = createEngine({ files: false, limits: { pixels: 100 } })
  await expect(few.run(request).result).rejects.toMatchObject({ kind: 'input', message: /pixels are more/ })
  await Promise.all([strict.close(), few.close()])
})

test('the same holds for a queue, and for a run with an engine of its own', async () => {
  const rules = { files: false, limits: { size: 40 } }
  const queue = createJobQueue(rules)
  for (const given of [request, { ...request, content: TUBINGEN }]) {
    const problem = { kind: 'usage', code: given === request ? 'over-limit' : 'file-switched-off' }
    await expect(queue.add(given).result).rejects.toMatchObject(problem)
    await expect(stylize({ ...given, ...rules }).result).rejects.toMatchObject(problem)
  }
  await queue.close()
})

test.each<[object, string]>([
  [{ pixel: 100 }, 'limits: pixel is no limit; there are bytes, pixels, styles, size, styleSize, iterations'],
  [{ size: Number.NaN }, 'limits: size is NaN, which is no number from 0'],
  [{ bytes: '20e6' }, 'limits: bytes is 20e6, which is no number'],
])('a limit that would limit nothing is refused: %o', async (limits, message) => {
  const strict = createEngine({ files: false, limits: limits as Limits })
  await expect(strict.run(request).result).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining(message),
  })
  await strict.close()
})
