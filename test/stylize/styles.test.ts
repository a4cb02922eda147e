import { createEngine, estimateRun, type StylizeResult, stylize } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { png, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const content = await small(TUBINGEN)
const first = await small(STARRY_NIGHT)
const second = await png(90, 60)
const request = {
  content,
  size: 48,
  iterations: 3,
  threads: 1,
  styleLayers: ['conv1_1', 'conv2_1'],
  contentLayers: ['conv1_2'],
}
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

const pixels = ({ image }: StylizeResult) => image.pixels

test('one style among several paints as it does alone', async () => {
  const alone = await stylize({ ...request, style: first }).result
  const listed = await engine.run({ ...request, styles: [{ picture: first }] }).result
  expect(pixels(listed)).toEqual(pixels(alone))
  expect(listed.recipe).toEqual(alone.recipe)
  const beside = await engine.run({
    ...request,
    styles: [
      { picture: first, weight: 2 },
      { picture: second, weight: 0 },
    ],
  }).result
  expect(beside.loss).toBeCloseTo(alone.loss, 3)
})

test('only the proportion of the weights counts, and it changes the picture', async () => {
  const blend = (a: number, b: number) =>
    engine.run({
      ...request,
      styles: [
        { picture: first, weight: a },
        { picture: second, weight: b },
      ],
    }).result
  const [three, six, even] = await Promise.all([blend(3, 1), blend(6, 2), blend(1, 1)])
  expect(pixels(six)).toEqual(pixels(three))
  expect(pixels(even)).not.toEqual(pixels(three))
  expect(three.recipe).toMatchObject({ styles: [{ weight: 3 }, { weight: 1 }] })
  expect(three.recipe).not.toHaveProperty('style')
})

test.each<[string, object, string]>([
  ['none', { styles: [] }, 'styles: give at least one'],
  ['weights of nothing', { styles: [{ picture: first, weight: 0 }] }, 'above 0'],
  ['a negative weight', { styles: [{ picture: first, weight: -1 }] }, '-1 is not from 0'],
  ['both forms', { style: first, styles: [{ picture: first }] }, 'give one of the two'],
  ['no picture', { styles: [{ weight: 1 }] }, 'is no picture'],
])('%s is refused before work', async (_, styles, message) => {
  const run = engine.run({ ...request, ...styles } as Parameters<typeof stylize>[0])
  await expect(run.result).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining(message) })
})

test('a dry run counts every style', async () => {
  const { evaluations, width } = await estimateRun({ ...request, styles: [{ picture: first }, { picture: second }] })
  expect([evaluations > 0, width]).toEqual([true, 48])
})
