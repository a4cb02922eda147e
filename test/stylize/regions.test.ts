import { checkRequest, createEngine, encodePicture, estimateRun, parseRecipe, type StylizeRequest } from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'
import type { PictureInput } from '../../src/node/pictures/pictureInput.js'
import { commandOf } from '../../src/recipes/recipe.js'
import type { Colour } from '../../src/regions/maskColours.js'
import { regionsOf } from '../../src/regions/regions.js'
import { inRegions } from '../../src/regions/regionTerms.js'
import { resolveSettings } from '../../src/requests/settings.js'
import { picture } from '../images/grid.js'
import { eventsOf, png, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const [RED, BLUE, GREEN]: Colour[] = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
]

/** A mask as a PNG, by the colour at each place. */
function mask(width: number, height: number, colourAt: (x: number, y: number) => Colour): Promise<Uint8Array> {
  return encodePicture(
    picture(width, height, (channel, x, y) => colourAt(x, y)[channel]!),
    { format: 'png' },
  )
}

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const other = await png(90, 60)
const [WIDTH, HEIGHT] = [64, 48]
const halves = await mask(WIDTH, HEIGHT, x => (x < WIDTH / 2 ? RED! : BLUE!))
const styleHalves = await mask(128, 101, (_, y) => (y < 50 ? RED! : BLUE!))
const layers = { styleLayers: ['conv1_1', 'conv2_1'], contentLayers: ['conv2_1'] }
const request = { content, size: WIDTH, iterations: 4, threads: 1, scales: 1, ...layers } as const
const [left, right] = [12, 52] // columns well within either half

type Request = StylizeRequest<PictureInput>
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())
const paint = (more: object) => engine.run({ ...request, ...more } as unknown as Request).result // each test says the rest
const difference = (a: Float32Array, b: Float32Array, column: number) => {
  let most = 0
  for (let row = 0; row < 3 * HEIGHT; row++) {
    const at = row * WIDTH + column
    most = Math.max(most, Math.abs(a[at]! - b[at]!))
  }
  return most
}

test('a region that is kept is the content to the bit, and the rest is painted', async () => {
  const keep = { style, contentMask: halves, regions: { red: 'keep', blue: 1 } }
  const unpainted = await paint({ ...keep, iterations: 0 })
  const painted = await paint(keep)
  expect(difference(painted.image.pixels, unpainted.image.pixels, left)).toBe(0)
  expect(difference(painted.image.pixels, unpainted.image.pixels, right)).toBeGreaterThan(0.05)
})

test('it is kept also from noise, and through scales', async () => {
  const { image } = await paint({
    style,
    contentMask: halves,
    regions: { red: 'keep', blue: 1 },
    init: 'noise',
    scales: 2,
    iterations: [2, 1],
  })
  const { image: unpainted } = await paint({ style, iterations: 0 })
  expect(difference(image.pixels, unpainted.pixels, left)).toBeLessThan(1e-6)
  expect(difference(image.pixels, unpainted.pixels, right)).toBeGreaterThan(0.05)
})

test('each region is painted by its own style', async () => {
  const both = await paint({
    styles: [{ picture: style }, { picture: other }],
    contentMask: halves,
    regions: { red: 1, blue: 2 },
  })
  const same = await paint({ style, contentMask: halves, regions: { red: 1, blue: 1 } })
  expect(Object.keys(both.terms)).toEqual(
    expect.arrayContaining(['style.conv1_1.ff0000', 'style.conv1_1.0000ff', 'content.conv2_1']),
  )
  const [inside, outside] = [left, right].map(column => difference(both.image.pixels, same.image.pixels, column))
  expect(outside).toBeGreaterThan(3 * inside!)
})

test('a region is painted by all styles in their proportion, as if each had its colour all over', async () => {
  const [one, two] = [
    { picture: style, weight: 3 },
    { picture: other, weight: 1 },
  ]
  const masked = [
    { ...one, mask: await mask(128, 101, () => BLUE!) },
    { ...two, mask: await mask(90, 60, () => BLUE!) },
  ]
  const loss = async (styles: readonly object[], regions: object) =>
    (await paint({ styles, contentMask: halves, regions, iterations: 1 })).loss
  const all = await loss([one, two], { red: 'keep', blue: 'all' })
  expect(all).toBeCloseTo(await loss(masked, { red: 'keep' }), 4)
  expect(Math.abs(all / (await loss([one, two], { red: 'keep', blue: 1 })) - 1)).toBeGreaterThan(1e-3)
})

test('what has one colour in both masks is painted alike: turning both colours round changes nothing', async () => {
  const turned = (m: Colour) => (m === RED ? BLUE! : RED!)
  const contentMask = await mask(WIDTH, HEIGHT, x => turned(x < WIDTH / 2 ? RED! : BLUE!))
  const styleMask = await mask(128, 101, (_, y) => turned(y < 50 ? RED! : BLUE!))
  const one = await paint({ style, contentMask: halves, styleMask: styleHalves, iterations: 1 })
  const two = await paint({ style, contentMask, styleMask, iterations: 1 })
  expect(two.loss).toBeCloseTo(one.loss, 4)
  const crossed = await paint({ style, contentMask, styleMask: styleHalves, iterations: 1 })
  expect(Math.abs(crossed.loss / one.loss - 1)).toBeGreaterThan(1e-3)
})

test('by windows a loss of regions is the same', async () => {
  const regions = { style, contentMask: halves, styleMask: styleHalves, iterations: 1 }
  const whole = await paint(regions)
  const windows = await paint({ ...regions, window: 32 })
  expect(Math.abs(windows.loss / whole.loss - 1)).toBeLessThan(1e-5)
})

test("regions' terms share the weight of a term by how much of the content they are", () => {
  const { specification } = resolveSettings({ preset: 'cmu' })
  const quarter = picture(64, 64, (channel, x) => (x < 16 ? RED! : BLUE!)[channel]!)
  const regions = regionsOf({ name: 'mask', picture: quarter }, [{ weight: 1 }], { '#ff0000': 1, '#0000ff': 1 })
  const terms = inRegions(specification, regions).terms.filter(({ kind }) => kind === 'style')
  const weights = terms.filter(term => 'tap' in term && term.tap === 'conv1_1').map(({ weight }) => weight)
  const [whole] = specification.terms.map(({ weight = 1 }) => weight)
  expect(weights.map(weight => weight! / whole!).sort()).toEqual([0.25, 0.75])
})

test('the recipe names masks and regions, and its command says them', async () => {
  const { recipe } = await paint({
    styles: [{ picture: style, mask: { bytes: styleHalves, name: 'halves.png' } }, { picture: other }],
    contentMask: { bytes: halves, name: 'mask.png' },
    regions: { blue: 2 },
    iterations: 1,
  })
  expect(recipe).toMatchObject({
    contentMask: { name: 'mask.png' },
    styleMasks: [{ name: 'halves.png' }, null],
    regions: { '#0000ff': 2 },
  })
  expect(parseRecipe(JSON.stringify(recipe), 'a test')).toEqual(recipe)
  expect(commandOf(recipe)).toContain(
    '--content-mask mask.png --style-mask halves.png --style-mask none --region 0000ff=2',
  )
})

test('a dry run costs regions', async () => {
  const { memoryBytes } = await estimateRun({
    ...request,
    style,
    contentMask: halves,
    styleMask: styleHalves,
  } as Request)
  expect(memoryBytes).toBeGreaterThan(0)
})

test('a run of regions goes on from its checkpoint to the bit', async () => {
  // Long enough that it has not ended before a busy machine comes to ask.
  const regions = { ...request, style, contentMask: halves, styleMask: styleHalves, iterations: 12 }
  const run = engine.run(regions as Request)
  let checkpoint: Uint8Array | undefined
  for await (const event of run) {
    if (event.event === 'step' && event.iteration === 1) checkpoint = await run.checkpoint()
  }
  const whole = await run.result
  const resumed = await paint({ ...regions, resumeFrom: checkpoint })
  expect(resumed.image.pixels).toEqual(whole.image.pixels)
  await expect(paint({ ...request, style, resumeFrom: checkpoint })).rejects.toThrow('masks')
})

describe('before any work is refused', () => {
  const square = mask(48, 48, x => (x < 24 ? RED! : BLUE!))
  const one = mask(WIDTH, HEIGHT, () => RED!)
  const dot = mask(WIDTH, HEIGHT, (x, y) => (x < 7 && y < 5 ? RED! : BLUE!))
  const reds = mask(WIDTH, HEIGHT, x => (x < WIDTH / 2 ? [224 / 255, 0, 0] : [1, 32 / 255, 32 / 255]))
  const three = mask(128, 101, (_, y) => (y < 30 ? RED! : y < 60 ? GREEN! : BLUE!))

  test.each<[string, () => Promise<object>, string]>([
    [
      'a mask of another shape',
      async () => ({ contentMask: await square, regions: { red: 1, blue: 1 } }),
      '48×48, and its picture 128×96',
    ],
    ['a mask of one colour', async () => ({ contentMask: await one, regions: { red: 1 } }), 'all of the mask is red'],
    ['a photograph', async () => ({ contentMask: content, regions: { red: 1 } }), 'this is no mask'],
    [
      'a colour without a paint',
      async () => ({ contentMask: halves, regions: { red: 1 } }),
      'blue is in no mask of a style',
    ],
    [
      'a colour that the mask lacks',
      async () => ({ contentMask: halves, regions: { green: 1 } }),
      'the mask has no green; it has',
    ],
    [
      'a colour that is given twice, by names that differ',
      async () => ({ contentMask: halves, regions: { red: 1, '#fe0000': 'keep', blue: 1 } }),
      'red is given twice',
    ],
    [
      'two colours of one name',
      async () => ({ contentMask: await reds, regions: { blue: 1 } }),
      'the mask has no blue; it has #e00000 50 %, #ff2020 50 %',
    ],
    [
      'a colour of a style that the content lacks',
      async () => ({ contentMask: halves, styleMask: await three }),
      'green is not in the mask of the content',
    ],
    [
      'a region without a position at a coarse stage',
      async () => ({
        ...{ contentMask: { bytes: await dot, name: 'dot.png' }, regions: { red: 1, blue: 1 } },
        ...{ scales: 2, styleLayers: ['conv3_1'] },
      }),
      'dot.png: red covers less than one position of conv3_1 at 32×24',
    ],
    [
      'nothing but what is kept',
      async () => ({ contentMask: halves, regions: { red: 'keep', blue: 'keep' } }),
      'every region is kept',
    ],
  ])('%s', async (_, more, message) => {
    const events: string[] = []
    const run = engine.run({ ...request, style, ...(await more()) } as Request)
    const told = eventsOf(run).catch(() => [])
    await expect(run.result).rejects.toThrow(message)
    for (const { event } of await told) events.push(event)
    expect(events).toEqual([])
  })

  test.each<[string, object, string]>([
    ['regions without a mask', { style, regions: { red: 1 } }, 'content-mask-missing'],
    ['a style mask without one of the content', { style, styleMask: halves }, 'content-mask-missing'],
    ['a mask alone', { style, contentMask: halves }, 'regions-undecided'],
    ['a mask for a texture', { content: undefined, style, contentMask: halves }, 'picture-not-given'],
    ['a style that is not there', { style, contentMask: halves, regions: { red: 2 } }, 'region-style-unknown'],
    ['no colour', { style, contentMask: halves, regions: { reddish: 1 } }, 'region-colour-wrong'],
    ['a colour twice', { style, contentMask: halves, regions: { red: 1, '#ff0000': 'keep' } }, 'region-twice'],
    ['no paint', { style, contentMask: halves, regions: { red: 'yes' } }, 'region-paint-wrong'],
    ['no object', { style, contentMask: halves, regions: ['red'] }, 'regions-no-object'],
    [
      'one mask for several styles',
      { styles: [{ picture: style }], styleMask: halves, contentMask: halves },
      'style-mask-and-styles',
    ],
  ])('%s', (_, more, code) => {
    expect(() => checkRequest({ ...request, ...more })).toThrow(expect.objectContaining({ code }))
  })

  test('a style of no weight alone in a region', async () => {
    const styles = [
      { picture: style, mask: styleHalves, weight: 0 },
      { picture: other, weight: 1 },
    ]
    await expect(paint({ styles, contentMask: halves, regions: { red: 2 } })).rejects.toThrow(
      'blue is in no mask of a style that has a weight',
    )
  })
})

test.each([64, 512])('a mask of narrow parts and one of few pixels have their colours at %d pixels', async size => {
  const checks = await mask(128, 96, (x, y) => (((x >> 3) + (y >> 3)) & 1 ? RED! : BLUE!))
  const few = await mask(4, 3, x => (x < 2 ? RED! : BLUE!))
  for (const contentMask of [checks, few]) {
    const told = paint({ style, size, contentMask, regions: { green: 1 } })
    await expect(told).rejects.toThrow(/has no green; it has (red|blue) 50 %, (red|blue) 50 %$/)
  }
})

test('a mask of any size fits its picture', async () => {
  const large = await mask(4 * WIDTH, 4 * HEIGHT, x => (x < 2 * WIDTH ? RED! : BLUE!))
  const [one, two] = [halves, large].map(contentMask =>
    paint({ style, contentMask, regions: { red: 1, blue: 1 }, iterations: 1 }),
  )
  expect(Math.abs((await one!).loss / (await two!).loss - 1)).toBeLessThan(0.01)
})
