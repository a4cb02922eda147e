import { commandOf, createEngine, encodePicture, NstOnnxError, stylize } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { engineInThread, PLATFORM } from '../engine/engineInThread.js'
import { eventsOf, STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const request = { content, style, size: 64, iterations: 5, threads: 1, weights: 'fitted' }
/** Two or three layers of filters are fitted much sooner than five. */
const shallow = { ...request, styleLayers: ['conv1_1'], contentLayers: ['conv1_2'] }
const deeper = { ...request, styleLayers: ['conv1_1', 'conv1_2', 'conv2_1'], contentLayers: ['conv2_1'] }

const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

/** Node without any weights at hand and without a network. */
const withoutWeights = (code: 'weights-unreachable' | 'weights-file-unread') => ({
  ...PLATFORM,
  loadWeights: async () => {
    throw code === 'weights-unreachable'
      ? new NstOnnxError(code, { host: 'host.example', trouble: 'refused the connection' })
      : new NstOnnxError(code, { path: 'some-file', trouble: 'is a folder' })
  },
})

test('fitted features lower the loss of a picture without any trained weights', async () => {
  const run = engine.run(deeper)
  const losses = (await eventsOf(run)).flatMap(event => (event.event === 'step' ? [event.loss] : []))
  expect(losses.at(-1)).toBeLessThan(0.9 * (losses[0] ?? 0))
  const { features, recipe } = await run.result
  expect(features).toMatchObject({ source: 'fitted', origin: 'the two pictures' })
  expect(recipe).toMatchObject({
    options: { weights: 'fitted', pool: 'avg' },
    features: { source: 'fitted', sha256: features.sha256 },
  })
  expect(commandOf(recipe)).toContain('--weights fitted')
})

test('each style term starts at one, so that no layer drowns the others; weights scale them', async () => {
  const { terms } = await engine.run({ ...deeper, iterations: 0 }).result
  for (const [term, value] of Object.entries(terms)) expect(value).toBeCloseTo(term.startsWith('style') ? 1 : 0, 3)
  const halved = await engine.run({ ...deeper, iterations: 0, styleWeight: 0.5e6 }).result
  expect(halved.terms['style.conv2_1']).toBeCloseTo(0.5, 3)
})

test('the same pictures and seed give the same filters and picture, another seed others', async () => {
  const first = await engine.run(shallow).result
  const second = await stylize(shallow).result
  const other = await engine.run({ ...shallow, seed: 1 }).result
  expect(second.features.sha256).toBe(first.features.sha256)
  expect(second.image).toEqual(first.image)
  expect(other.features.sha256).not.toBe(first.features.sha256)
})

test('they stand in where VGG-19 cannot be had, and say why', async () => {
  const run = engineInThread(withoutWeights('weights-unreachable')).run({ ...shallow, weights: 'auto' })
  const features = (await eventsOf(run)).find(({ event }) => event === 'features')
  expect(features).toMatchObject({
    event: 'features',
    source: 'fitted',
    fallback: { code: 'weights-unreachable', message: expect.stringContaining('refused the connection') },
  })
  expect((await run.result).recipe.options.weights).toBe('fitted')
})

test('fitting is told before it begins and by layers, and can be given up between two', async () => {
  const events = await eventsOf(stylize({ ...shallow, iterations: 0 }))
  expect(events.slice(0, 4)).toMatchObject([
    { event: 'fitting', fittedLayers: 0, totalLayers: 2 },
    { event: 'fitting', fittedLayers: 1, totalLayers: 2 },
    { event: 'fitting', fittedLayers: 2, totalLayers: 2 },
    { event: 'features', source: 'fitted' },
  ])
  const controller = new AbortController()
  const run = stylize({ ...deeper, signal: controller.signal })
  const fitted: number[] = []
  const reading = async () => {
    for await (const event of run) {
      if (event.event !== 'fitting') continue
      fitted.push(event.fittedLayers)
      controller.abort()
    }
  }
  await expect(reading()).rejects.toMatchObject({ name: 'AbortError' })
  await expect(run.result).rejects.toBe(controller.signal.reason)
  expect(fitted.length).toBeLessThan(3)
})

test.each([
  ['vgg19', 'weights-unreachable'],
  ['auto', 'weights-file-unread'],
  ['some-file.safetensors', 'weights-unreachable'],
] as const)('--weights %s with weights %s is an error, never a silent stand-in', async (weights, code) => {
  const run = engineInThread(withoutWeights(code)).run({ ...request, weights })
  await expect(run.result).rejects.toMatchObject({ kind: 'weights', code })
})

test('pictures without any structure can be fitted too', async () => {
  const grey = { width: 64, height: 48, pixels: new Float32Array(3 * 64 * 48).fill(0.5) }
  const flat = await encodePicture(grey, { format: 'png' })
  const { loss, image } = await engine.run({ ...shallow, content: flat, style: flat }).result
  expect(Number.isFinite(loss)).toBe(true)
  expect(image.pixels.every(Number.isFinite)).toBe(true)
})
