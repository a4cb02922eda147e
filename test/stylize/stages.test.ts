import {
  commandOf,
  createEngine,
  readPicture,
  type StylizeEvent,
  type StylizeRequest,
  savePicture,
  stylize,
} from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'
import { termNames } from '../../src/graphs/specification.js'
import { resizePicture } from '../../src/images/resizePicture.js'
import { checkOptions } from '../../src/options/checkOptions.js'
import { resolveSettings } from '../../src/requests/settings.js'
import { withStages } from '../../src/requests/stageOptions.js'
import { stagesOf } from '../../src/requests/stages.js'
import { nextStart } from '../../src/stylize/nextStart.js'
import { noiseImage } from '../../src/stylize/startImage.js'
import { STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { eventsOf, png } from './pictures.js'

type Options = Parameters<typeof resolveSettings>[0]

const planned = (options: Options, width = 512, height = 384) => {
  checkOptions(options)
  const settings = resolveSettings(options)
  return stagesOf(settings, settings.specification, { width, height })
}
const sizes = (options: Options, width?: number, height?: number) =>
  planned(options, width, height).map(({ size }) => `${size.width}×${size.height}`)
const counts = (options: Options) => planned(options).map(({ iterations }) => iterations)
const contentWeights = (options: Options) =>
  planned(options).map(({ specification }) => specification.terms.find(({ kind }) => kind === 'content')?.weight)
const problem = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

describe('which stages a run has', () => {
  test('one, by most presets', () => expect(sizes({ preset: 'cmu' })).toEqual(['512×384']))

  test('as many as suit the size, by default', () => expect(sizes({})).toEqual(['128×96', '256×192', '512×384']))

  test('as many as are asked for, each half as large as the next', () =>
    expect(sizes({ scales: 3 })).toEqual(['128×96', '256×192', '512×384']))

  test('by their long sides', () =>
    expect(sizes({ scales: [100, 200, 512] })).toEqual(['100×75', '200×150', '512×384']))

  test('the last long side is the size', () => expect(resolveSettings({ scales: [100, 300] }).size).toBe(300))

  test('auto: from about 100 pixels up', () => {
    const auto = (size: number) => sizes({ scales: 'auto', size }, size, size)
    expect(auto(64)).toHaveLength(1)
    expect(auto(512)).toEqual(['128×128', '256×256', '512×512'])
    expect(auto(1024)).toHaveLength(4)
  })

  test('auto leaves out stages whose short side is under 32', () =>
    expect(sizes({ scales: 'auto', size: 512 }, 512, 100)).toEqual(['256×50', '512×100']))

  test('a list of iterations says how many there are', () =>
    expect(sizes({ iterations: [3, 2] })).toEqual(['256×192', '512×384']))

  test.each<[string, Options, string, number?]>([
    ['a count out of range', { scales: 9 }, 'option-out-of-range'],
    ['sides that fall', { scales: [256, 128] }, 'scales-falling'],
    ['another size', { scales: [128, 256], size: 512 }, 'scales-and-size'],
    ['lists of other lengths', { scales: 3, iterations: [1, 2] }, 'stages-mismatch'],
    ['factors of another length', { scales: 2, contentByStage: [1, 2, 3] }, 'stages-mismatch'],
    ['a stage too small for the network', { scales: 6 }, 'stage-too-small'],
    ['an empty list', { scales: [] }, 'option-empty'],
    ['too many', { scales: Array.from({ length: 21 }, (_, index) => 16 + index) }, 'stages-too-many'],
  ])('refused: %s', (_, options, code) =>
    expect(problem(() => planned(options))).toMatchObject({ kind: 'usage', code }))
})

describe('what a stage gets', () => {
  test('of a total, its share; the shares add up', () => {
    expect(counts({ scales: 3, iterations: 70 })).toEqual([40, 20, 10])
    for (const iterations of [1, 2, 3, 10, 101])
      expect(counts({ scales: 3, iterations }).reduce((sum, own) => sum + own, 0)).toBe(iterations)
  })

  test('the finest always gets a step, if there is one', () =>
    expect(counts({ scales: 4, iterations: 1 })).toEqual([0, 0, 0, 1]))

  test('its own number of a list', () => expect(counts({ scales: 3, iterations: [5, 0, 2] })).toEqual([5, 0, 2]))

  test('more content weight where it is coarse', () => {
    expect(contentWeights({ preset: 'gatys', scales: 3, contentWeight: 2 })).toEqual([10, 4, 2])
    expect(contentWeights({ scales: 2, contentWeight: 2, contentByStage: [3, 0.5] })).toEqual([6, 1])
  })
})

describe('what the finest of several stages reads', () => {
  const names = (options: Options) => planned(options).map(({ specification }) => termNames(specification))
  const finest = (options: Options) => names(options).at(-1)
  const ALL = ['style.relu1_1', 'style.relu2_1', 'style.relu3_1', 'style.relu4_1', 'content.relu4_1']
  const LESS = ['style.relu1_1', 'style.relu2_1', 'style.relu3_1', 'content.relu3_1']

  test('by paint, less than the others: content where it reads deepest, at a quarter of the weight', () => {
    expect(names({})).toEqual([ALL, ALL, LESS])
    expect(contentWeights({})).toEqual([10, 4, 0.5])
  })

  test('all, where there is one stage, by other presets, and where layers are chosen', () => {
    expect(names({ scales: 1 })).toEqual([ALL])
    expect(finest({ preset: 'gatys', scales: 3 })).toHaveLength(6)
    expect(finest({ styleLayers: ['relu1_1', 'relu4_1'] })).toEqual([
      'style.relu1_1',
      'style.relu4_1',
      'content.relu4_1',
    ])
    expect(finest({ finestLayers: [] })).toEqual(ALL)
  })

  test('what is asked for, unless that is nothing of the style', () => {
    expect(finest({ finestLayers: ['relu_3', 'relu1_1'], momentsWeight: 1 })).toEqual([
      ...['style.relu1_1', 'style.relu2_1', 'moments.relu1_1', 'moments.relu2_1', 'content.relu2_1'],
    ])
    expect(finest({ finestLayers: ['conv1_1'] })).toEqual(ALL)
    expect(finest({ styleWeight: 0 })).toEqual(['content.relu3_1'])
  })

  test('content that is read less deep stays there', () =>
    expect(finest({ contentLayers: ['relu2_2'], finestLayers: ['relu3_1'] })).toContain('content.relu2_2'))
})

describe('stages of a program', () => {
  const stages = [
    { size: 128, iterations: 8, contentWeight: 10 },
    { size: 256, iterations: 4 },
  ]

  test('say what the options say', () =>
    expect(withStages({ contentWeight: 2, seed: 3 }, stages)).toEqual({
      contentWeight: 2,
      seed: 3,
      scales: [128, 256],
      iterations: [8, 4],
      contentByStage: [5, 1],
    }))

  test.each<[string, Options, unknown, string]>([
    ['beside options that say the same', { size: 256 }, stages, 'stages-and-option'],
    ['an empty list', {}, [], 'stages-wrong'],
    ['no list', {}, { size: 3 }, 'stages-wrong'],
    ['a stage without iterations', {}, [{ size: 128 }], 'stages-wrong'],
    ['a field that no stage has', {}, [{ size: 128, iterations: 2, seed: 3 }], 'stages-wrong'],
    ['a content weight beside weights by layer', { contentWeight: { conv_4: 1 } }, stages, 'stages-content-weight'],
  ])('refused: %s', (_, options, given, code) =>
    expect(problem(() => withStages(options, given as typeof stages))).toMatchObject({ kind: 'usage', code }))
})

describe('a run over stages', async () => {
  const engine = createEngine({ threads: 1 })
  afterAll(() => engine.close())
  const [content = '', style = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)
  const layers = { styleLayers: ['conv1_1'], contentLayers: ['conv1_2'], threads: 1 }
  const request: StylizeRequest<string> = {
    content,
    style,
    preset: 'cmu',
    ...layers,
    size: 64,
    scales: 2,
    iterations: [4, 3],
  }
  const told = (events: readonly StylizeEvent[]) =>
    events.map(event => (event.event === 'stage' ? `${event.stage}/${event.stages} ${event.width}` : event.event))

  test('tells each stage before its steps; iterations and evaluations run on', async () => {
    const events = await eventsOf(engine.run(request))
    const four = Array(4).fill('step')
    const three = Array(3).fill('step')
    expect(told(events)).toEqual(['features', 'start', '1/2 32', ...four, '2/2 64', ...three, 'done'])
    const steps = events.filter(event => event.event === 'step')
    expect(steps.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (const [index, { evaluations }] of steps.entries())
      expect(evaluations).toBeGreaterThan(steps[index - 1]?.evaluations ?? 0)
    expect(events.find(event => event.event === 'start')).toMatchObject({
      iterations: 7,
      stages: [
        { width: 32, height: 24, iterations: 4 },
        { width: 64, height: 48, iterations: 3 },
      ],
    })
    expect(events.at(-1)).toMatchObject({ iterations: 7 })
  })

  const AS_IS = { borders: 'zero', isNoise: false, isFree: false } as const

  test('each starts from the one before, enlarged, with half the detail of its noise: the same as two runs in a row', async () => {
    const folder = await temporaryFolder()
    const noise = { ...request, init: 'noise' }
    const coarse = await engine.run({ ...noise, size: 32, scales: 1, iterations: 4, contentWeight: 2, styleSize: 32 })
      .result
    const between = `${folder}/coarse.tiff`
    const start = nextStart(coarse.image, noiseImage({ width: 64, height: 48 }, 0), { ...AS_IS, isNoise: true })
    await savePicture(between, start, { bits: 16 })
    const { image } = await engine.run({ ...request, scales: 1, iterations: 3, init: between }).result
    const whole = await engine.run({ ...noise, contentByStage: [2, 1] }).result
    // The file between them holds values within [0, 1] only, and coarse pictures are scaled from others.
    const apart = image.pixels.reduce((sum, value, at) => sum + Math.abs(value - whole.image.pixels[at]!), 0)
    expect(apart / image.pixels.length).toBeLessThan(0.01)
  })

  test('a stage that changed nothing leaves the start image, whatever detail the stage had no room for', async () => {
    const photo = await readPicture(content)
    const start = resizePicture(photo, 64, 48)
    const next = nextStart(resizePicture(start, 32, 24), start, AS_IS)
    for (const [at, value] of next.pixels.entries()) expect(value).toBeCloseTo(start.pixels[at]!, 5)
  })

  test('with replicated borders, what a stage made of its outermost pixels alone is not carried on', async () => {
    const photo = resizePicture(await readPicture(content), 64, 48)
    const start = { ...photo, pixels: photo.pixels.map(value => 0.2 + value / 4) }
    const small = resizePicture(start, 32, 24)
    const isOutside = (at: number) => at % 32 > 29
    const painted = small.pixels.map((value, at) => value + (isOutside(at) ? 0.4 : 0.1))
    const next = nextStart({ ...small, pixels: painted }, start, { ...AS_IS, borders: 'replicate' })
    for (const [at, value] of next.pixels.entries()) expect(value).toBeCloseTo(start.pixels[at]! + 0.1, 5)
  })

  test('leaves nothing behind for a run at the size of its stage, whose pictures are scaled in another way', async () => {
    const small = { ...request, size: 32, scales: 1, iterations: 2 } as const
    const shared = createEngine({ threads: 1 })
    await shared.run({ ...request, iterations: [1, 1], contentByStage: [1, 1] }).result
    const after = await shared.run(small).result
    await shared.close()
    const fresh = createEngine({ threads: 1 })
    const alone = await fresh.run(small).result
    await fresh.close()
    expect(after.image.pixels).toEqual(alone.image.pixels)
  })

  test('is made again by its recipe, to the byte', async () => {
    const first = await engine.run({ ...request, scales: 'auto', size: 192, iterations: 5 }).result
    const { options, result } = first.recipe
    expect(options).toMatchObject({ scales: [96, 192], iterations: [3, 2], contentByStage: [2, 1] })
    expect(result.iterationsByStage).toEqual([3, 2])
    expect(commandOf(first.recipe)).toContain('--scales 96,192 --iterations 3,2 --content-by-stage 2,1')
    const { weights: _weights, ...again } = options
    const second = await stylize({ ...again, content, style }).result
    expect(second.image.pixels).toEqual(first.image.pixels)
  })

  test('without iterations it returns the start picture at full size', async () => {
    const { image } = await engine.run({ ...request, iterations: 0 }).result
    const photo = await readPicture(content)
    expect(image.pixels).toEqual(resizePicture(photo, 64, 48).pixels)
  })

  test('interrupted in a coarse stage, it ends with a picture of full size and goes no further', async () => {
    const stop = new AbortController()
    const run = engine.run({ ...request, signal: stop.signal, iterations: [400, 3] })
    for await (const event of run) if (event.event === 'step' && event.iteration === 2) stop.abort()
    const { image, stopped, recipe } = await run.result
    expect({ stopped, width: image.width, height: image.height }).toEqual({
      stopped: 'interrupted',
      width: 64,
      height: 48,
    })
    expect(recipe.result.iterationsByStage?.[1]).toBe(0)
    expect(commandOf(recipe)).toContain(`--iterations ${recipe.result.iterations},0`)
  })

  test("gives its result the content's alpha, in full size", async () => {
    const { image } = await engine.run({ ...request, content: await png(64, 48, { alpha: true }) }).result
    expect(image.alpha).toHaveLength(64 * 48)
  })
})
