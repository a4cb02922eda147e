import { fileURLToPath } from 'node:url'
import { createEngine, PRESETS, readPicture } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { nstOnnxHere } from '../cli/nstOnnx.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const input = (name: string) => fileURLToPath(new URL(`../../../shared/inputs/${name}.png`, import.meta.url))
const [GREY_CONTENT, GREY_STYLE] = [input('grey-content'), input('grey-style')]
const [BLACK, WHITE, GREY, ORANGE] = [
  input('flat-black'),
  input('flat-white'),
  input('flat-grey'),
  input('flat-orange'),
]

const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

/** Mean over the pixels of the largest channel minus the least, in steps of 8 bits. */
async function meanChroma(path: string): Promise<number> {
  const { pixels, width, height } = await readPicture(path)
  const size = width * height
  let sum = 0
  for (let i = 0; i < size; i++) {
    const colour = [0, 1, 2].map(plane => 255 * (pixels[plane * size + i] ?? Number.NaN))
    sum += Math.max(...colour) - Math.min(...colour)
  }
  return sum / size
}

test('grey painted like grey stays grey', async () => {
  const cwd = await temporaryFolder()
  const { code } = await nstOnnxHere(
    ['run', GREY_CONTENT, GREY_STYLE, '--size', '32', '--iterations', '12', '--threads', '1', '-o', 'grey.png'],
    { cwd },
  )
  expect(code).toBe(0)
  expect(await meanChroma(`${cwd}/grey.png`)).toBeLessThan(0.5)
})

test('black painted like white stays what a screen can show', async () => {
  const { image, stopped } = await engine.run({ content: BLACK, style: WHITE, preset: 'cmu', size: 48 }).result
  const size = image.width * image.height
  const clamped = Array.from({ length: size }, (_, i) => i).filter(i =>
    [0, 1, 2].some(plane => Math.abs((image.pixels[plane * size + i] ?? Number.NaN) - 0.5) > 0.6),
  )
  expect(stopped).toBe('iterations')
  expect(clamped.length).toBeLessThan(0.01 * size)
})

const fitted = { size: 48, weights: 'fitted', styleLayers: ['conv1_1', 'conv1_2'], contentLayers: ['conv1_2'] }

test.each([
  ['black like black', BLACK, BLACK, 0],
  ['orange like orange', ORANGE, ORANGE, 0.5],
])('noise over %s becomes that with fitted features too', async (_, content, style, brightness) => {
  const { image } = await engine.run({ ...fitted, content, style, init: 'noise', iterations: 60 }).result
  expect(image.pixels.reduce((sum, value) => sum + value / image.pixels.length, 0)).toBeCloseTo(brightness, 1)
})

test('a picture of one colour takes on another with fitted features too', async () => {
  const { loss, image } = await engine.run({ ...fitted, content: ORANGE, style: GREY, iterations: 30 }).result
  expect(loss).toBeLessThan(0.1)
  for (const plane of [0, 1, 2]) expect(image.pixels[plane * image.width * image.height + 500]).toBeCloseTo(0.5, 1)
})

test('total variation counts with fitted features as it does with VGG-19', async () => {
  const pictures = { content: GREY_CONTENT, style: GREY_STYLE, tvWeight: PRESETS.johnson.tvWeight }
  const { terms } = await engine.run({ ...fitted, ...pictures, iterations: 0 }).result
  expect(terms.tv).toBeGreaterThan(0.005)
})

test.each(['lbfgs', 'adam'] as const)('orange painted like grey is a mixture of the two, by %s', async optimizer => {
  const { image } = await engine.run({ content: ORANGE, style: GREY, size: 32, iterations: 10, optimizer }).result
  const size = image.width * image.height
  const [orange, grey] = await Promise.all([ORANGE, GREY].map(path => readPicture(path)))
  const offset = (pixels: Float32Array, plane: number, i: number) =>
    (pixels[plane * (pixels.length / 3) + i] ?? Number.NaN) - (grey?.pixels[0] ?? Number.NaN)
  const share = (plane: number, i: number) =>
    offset(image.pixels, plane, i) / offset(orange?.pixels ?? new Float32Array(), plane, 0)
  for (let i = 0; i < size; i++) expect(share(0, i)).toBeCloseTo(share(2, i), 3)
})

test.each([
  ['one-pixel-wide', {}, 'is too small; the network needs at least 16 pixels on each side'],
  ['wide-4000x20', {}, 'for this shape size 3100 is the least'],
  ['wide-4000x20', { size: 3099 }, 'for this shape size 3100 is the least'],
])('%s with %j is refused before anything is computed', async (name, options, message) => {
  const run = engine.run({ content: input(name), style: GREY, ...options })
  await expect(run.result).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining(message) })
  await expect(run[Symbol.asyncIterator]().next()).rejects.toThrow(message)
})
