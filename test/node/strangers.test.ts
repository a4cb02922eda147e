import { pathToFileURL } from 'node:url'
import { createEngine } from 'nst-onnx'
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
  files: false,
  limits: { bytes: picture.length + style.length, pixels: 100_000, size: 64, styles: 2, styleSize: 80, iterations: 5 },
})
afterAll(() => engine.close())

test('bytes are painted', async () => {
  expect((await engine.run(request).result).iterations).toBe(1)
})

test.each<[string, object, string]>([
  ['a path', { content: TUBINGEN }, 'files are not read here'],
  ['a path among styles', { style: undefined, styles: [{ picture: TUBINGEN }] }, 'files are not read here'],
  ['a start picture by its path', { init: TUBINGEN, iterations: 0 }, 'files are not read here'],
  ['weights by their path', { weights: '/etc/passwd' }, 'files are not read here'],
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
