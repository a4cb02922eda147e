import { createEngine, encodePicture, type Picture, resizePicture, type StylizeEvent, texture } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { decodePicture } from '../../dist/node/pictures/decodePicture.js'
import { colourMatch } from '../../src/images/colourMatch.js'
import { toLab } from '../../src/images/lab.js'
import { greyed } from '../../src/images/luminance.js'
import { eventsOf, png, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

const first = await small(STARRY_NIGHT)
const second = await png(90, 60)
const quick = { size: 48, iterations: 3, styleLayers: ['conv1_1', 'conv2_1'], contentLayers: ['conv2_2'] }
const decoded = (bytes: Uint8Array) => decodePicture(bytes, 'picture')
// In the size of the result: what scales it down while it is decoded rounds.
const content = await encodePicture(resizePicture(await decoded(await small(TUBINGEN)), 48, 36), { format: 'png' })
const request = { ...quick, content, style: first }

/** The furthest that a picture's chroma, a* and b*, is from the content's in the same size. */
async function chromaDistance(image: Picture): Promise<number> {
  const { width, height } = image
  const [own, wanted] = [image, resizePicture(await decoded(content), width, height)].map(({ pixels }) =>
    toLab(pixels).subarray(width * height),
  )
  return Math.max(...(own ?? []).map((value, i) => Math.abs(value - (wanted?.[i] ?? Number.NaN))))
}

test.each([
  ['luminance', {}],
  ['luminance', { init: 'noise', scales: 2, optimizer: 'adam' }],
  ['content', {}],
  ['content', { init: 'style', scales: [24, 48] }],
] as const)('%s %j: the result has the chroma of the content, and so has every picture on the way', async (colors, more) => {
  const run = engine.run({ ...request, ...more, colors })
  const shown: Picture[] = []
  for await (const event of run) if (event.event === 'step') shown.push(await event.image())
  const { image, recipe } = await run.result
  for (const picture of [...shown, image]) expect(await chromaDistance(picture)).toBeLessThan(0.05)
  expect(shown.length).toBeGreaterThan(0)
  expect(recipe.options).toMatchObject({ colors })
  const asContent = await engine.run({ ...request, ...more }).result
  expect(await chromaDistance(asContent.image)).toBeGreaterThan(5)
})

test('where only luminance is painted, the colours of the style make no difference', async () => {
  const picture = await decoded(first)
  const of = async (style: Picture) => {
    const bytes = await encodePicture(style, { format: 'png', bits: 16 })
    return (await engine.run({ ...request, style: bytes, colors: 'luminance' }).result).loss
  }
  expect((await of(greyed(picture))) / (await of(picture))).toBeCloseTo(1, 2)
})

test('a matched style is painted as one is whose own colours are those, each of several', async () => {
  const scaled = async (bytes: Uint8Array) => {
    const picture = await decoded(bytes)
    const scale = 48 / Math.max(picture.width, picture.height)
    return resizePicture(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
  }
  const to = await scaled(content)
  const matched = async (bytes: Uint8Array) => {
    const style = await scaled(bytes)
    const { pixels } = colourMatch(style, to)(style)
    return encodePicture({ ...style, pixels }, { format: 'png', bits: 16 }) // which clamps
  }
  const of = (pictures: readonly Uint8Array[], more = {}) =>
    engine.run({ ...quick, content, styles: pictures.map(picture => ({ picture })), ...more }).result
  const [own, given, plain] = [
    await of([first, second], { colors: 'match' }),
    await of([await matched(first), await matched(second)]),
    await of([first, second]),
  ]
  expect(own.loss / given.loss).toBeCloseTo(1, 2)
  expect(own.loss / plain.loss).not.toBeCloseTo(1, 1)
})

test('a texture has no content whose colours could count', async () => {
  const run = engine.run({ ...texture(first, ['conv1_1'], { size: 32 }), colors: 'match' })
  await expect(run.result).rejects.toMatchObject({
    code: 'colours-without-content',
    message: 'colors: match needs a content picture, and there is none; leave it out',
  })
})

test('alpha is carried, and colours under it do not count', async () => {
  const masked = await png(64, 48, { alpha: true })
  const events: StylizeEvent[] = await eventsOf(engine.run({ ...request, content: masked, colors: 'match' }))
  expect(events.at(-1)).toMatchObject({ event: 'done' })
  const { image } = await engine.run({ ...request, content: masked, colors: 'luminance' }).result
  expect(image.alpha?.length).toBe(image.width * image.height)
})
