import { expect, test } from 'vitest'
import { termWeights } from '../../src/graphs/specification.js'
import type { Options } from '../../src/options/optionsTable.js'
import { PRESETS } from '../../src/options/presets.js'
import { strengthOf } from '../../src/requests/chosenTerms.js'
import { resolveSettings } from '../../src/requests/settings.js'

const weights = (options: Options) => termWeights(resolveSettings(options).specification)

test('without options the preset paint decides, at 512 pixels from the content', () =>
  expect(resolveSettings({})).toMatchObject({
    preset: 'paint',
    size: 512,
    styleSize: 512,
    init: 'content',
    iterations: 98,
  }))

test('where filters are fitted, paint has shallow layers', () => {
  const { styleLayers, contentLayers } = PRESETS.cmu
  const taps = [...styleLayers, ...contentLayers]
  const { terms } = resolveSettings({ weights: 'fitted' }).specification
  expect(terms.map(term => 'tap' in term && term.tap)).toEqual(taps)
})

test('a preset decides layers, weights, pooling and borders', () => {
  const settings = resolveSettings({ preset: 'cmu' })
  expect(settings).toMatchObject({ preset: 'cmu', size: 512, styleSize: 512, init: 'content', iterations: 100 })
  expect(settings.specification).toEqual({
    terms: [
      ...(['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'] as const).map(tap => ({
        kind: 'style',
        tap,
        weight: 1e6,
      })),
      { kind: 'content', tap: 'conv2_2', weight: 1 },
    ],
    pool: 'max',
    borders: 'zero',
  })
})

test('noise has further to go: the preset gives it more iterations, and a number given by the user counts more', () => {
  expect(resolveSettings({ preset: 'cmu', init: 'noise' }).iterations).toBe(200)
  expect(resolveSettings({ preset: 'cmu', init: 'style' }).iterations).toBe(100)
  expect(resolveSettings({ preset: 'cmu', init: 'start.png' }).iterations).toBe(100)
  expect(resolveSettings({ init: 'noise', iterations: 7 }).iterations).toBe(7)
})

test('single options override the preset and leave the rest of it', () => {
  const options = { preset: 'gatys', pool: 'max', contentWeight: 3 } as const
  expect(resolveSettings(options).specification.pool).toBe('max')
  expect(weights(options)).toEqual({
    ...Object.fromEntries(PRESETS.gatys.styleLayers.map(tap => [`style.${tap}`, PRESETS.gatys.styleWeight])),
    'content.relu4_2': 3,
  })
})

test('the style picture follows the size of the result unless it has its own', () => {
  expect(resolveSettings({ size: 300 }).styleSize).toBe(300)
  expect(resolveSettings({ size: 300, styleSize: 100 }).styleSize).toBe(100)
})

test('strokes are larger or smaller than usual by a factor, where no size of the style picture is given beside it', () => {
  expect(resolveSettings({ size: 300, styleScale: 0.5 }).styleSize).toBe(150)
  expect(resolveSettings({ scales: [64, 128], styleScale: 1.5 }).styleSize).toBe(192)
  expect(() => resolveSettings({ styleSize: 100, styleScale: 2 })).toThrow(
    'styleScale: styleSize says how large the style picture is; leave one of the two out',
  )
  expect(() => resolveSettings({ size: 16384, styleScale: 2 })).toThrow(
    'styleScale: the style picture would be 32768 pixels long, which is not from 16 to 16384; choose another scale or size',
  )
})

test('layers go by any of their names, in any order and repeated, and come out in network order', () => {
  const names = Object.keys(weights({ styleLayers: ['conv_5', 'relu1_1', 'conv3_1'], contentLayers: [] }))
  expect(names).toEqual(['style.relu1_1', 'style.conv3_1'])
})

test('weights by tap override single taps; the others keep the preset weight', () => {
  expect(weights({ preset: 'cmu', styleWeight: { conv_5: 7 } })).toMatchObject({
    'style.conv3_1': 7,
    'style.conv1_1': 1e6,
  })
})

test('a tap of weight 0 is not computed at all', () => {
  expect(Object.keys(weights({ preset: 'cmu', styleWeight: { conv3_1: 0 }, contentWeight: 0 }))).toEqual([
    'style.conv1_1',
    'style.conv1_2',
    'style.conv2_1',
    'style.conv2_2',
  ])
})

test('style alone is texture synthesis, content alone is reconstruction', () => {
  const kinds = (options: Options) => new Set(resolveSettings(options).specification.terms.map(({ kind }) => kind))
  expect(kinds({ contentLayers: [] })).toEqual(new Set(['style']))
  expect(kinds({ styleLayers: [] })).toEqual(new Set(['content']))
})

test('total variation is a term only where it has a weight', () => {
  expect(weights({})).not.toHaveProperty('tv')
  expect(weights({ tvWeight: 2 })).toMatchObject({ tv: 2 })
  expect(weights({ preset: 'johnson' }).tv).toBe(PRESETS.johnson.tvWeight)
})

test('strengths are the weights as multiples of the preset, for features of another scale', () => {
  const strength = (kind: 'style' | 'content', weight: number) =>
    strengthOf({ kind, tap: 'relu1_1', weight }, PRESETS.johnson)
  expect(strength('content', 10)).toBe(2)
  expect(strength('style', PRESETS.johnson.styleWeight)).toBe(1)
  expect(strength('style', 0.5)).toBe(0.5 / PRESETS.johnson.styleWeight)
  expect(strengthOf({ kind: 'tv', weight: 3 }, PRESETS.johnson)).toBe(3 / PRESETS.johnson.tvWeight)
})

test('where the preset has no such term, johnson stands in', () => {
  expect(strengthOf({ kind: 'tv', weight: 3 }, PRESETS.cmu)).toBe(3 / PRESETS.johnson.tvWeight)
})

test('moments are matched at the style layers where they have a weight, with or without a style term', () => {
  expect(weights({})).not.toHaveProperty('moments.conv1_1')
  const both = weights({ preset: 'cmu', styleLayers: ['conv1_1', 'relu2_1'], momentsWeight: 3 })
  expect(both).toMatchObject({ 'style.relu2_1': 1e6, 'moments.conv1_1': 3, 'moments.relu2_1': 3 })
  expect(weights({ preset: 'cmu', styleWeight: 0, contentWeight: 0, momentsWeight: { conv2_1: 2 } })).toEqual({
    'moments.conv2_1': 2,
  })
})

test('strength multiplies what the style weighs, by its fifth power, and nothing else', () => {
  const plain = weights({ momentsWeight: 3, tvWeight: 2 })
  const half = weights({ momentsWeight: 3, tvWeight: 2, strength: 0.5 })
  expect(half).toMatchObject({ 'content.relu4_1': plain['content.relu4_1'], tv: plain.tv })
  for (const name of ['style.relu1_1', 'moments.relu3_1'] as const)
    expect(half[name]).toBeCloseTo((plain[name] ?? 0) / 32, 6)
  expect(weights({ strength: 1 })).toEqual(weights({}))
  expect(Object.keys(weights({ strength: 0 }))).toEqual(['content.relu4_1'])
})

test('strength beside a style weight is refused', () => {
  expect(() => resolveSettings({ strength: 1, styleWeight: 1e6 })).toThrow('strength: styleWeight says')
})

test('with a histogram term a picture is evaluated whole, and a window is refused', () => {
  expect(weights({ histogramWeight: 2 })).toMatchObject({ 'histogram.relu1_1': 2, 'histogram.relu4_1': 2 })
  expect(resolveSettings({ histogramWeight: 2 }).window).toBe('whole')
  expect(resolveSettings({}).window).toBeUndefined()
  expect(() => resolveSettings({ histogramWeight: 2, window: 64 })).toThrow('window: the histogram term ranks all')
})

test.each([
  [{ styleWeight: 0, contentWeight: 0 }, 'no term that reads a layer is left'],
  [{ styleLayers: [], contentLayers: [] }, 'no term that reads a layer is left'],
  [{ styleLayers: [], contentLayers: [], tvWeight: 1 }, 'no term that reads a layer is left'],
  [{ styleWeight: { conv4_2: 1 } }, 'styleWeight: conv4_2 has no style term'],
  [{ momentsWeight: { conv4_1: 1 } }, 'momentsWeight: conv4_1 has no moments term; add it to styleLayers'],
  [{ contentWeight: { conv1_1: 1 } }, 'contentWeight: conv1_1 has no content term'],
])('%j is refused: %s', (options, message) => {
  expect(() => resolveSettings(options)).toThrow(message)
})
