import { expect, test } from 'vitest'
import { PRESETS } from '../../src/options/presets.js'
import { resolveSettings } from '../../src/stylize/settings.js'

test('without options the preset cmu decides, at 512 pixels from the content', () => {
  const settings = resolveSettings({})
  expect(settings).toMatchObject({ preset: 'cmu', size: 512, styleSize: 512, init: 'content', iterations: 100 })
  expect(settings.specification).toEqual({
    style: ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'],
    content: ['conv2_2'],
    pool: 'max',
  })
  expect(settings.weights).toMatchObject({ 'style.conv3_1': 1e6, 'content.conv2_2': 1 })
})

test('noise has further to go: the preset gives it more iterations, and a number given by the user counts more', () => {
  expect(resolveSettings({ init: 'noise' }).iterations).toBe(200)
  expect(resolveSettings({ init: 'style' }).iterations).toBe(100)
  expect(resolveSettings({ init: 'start.png' }).iterations).toBe(100)
  expect(resolveSettings({ init: 'noise', iterations: 7 }).iterations).toBe(7)
})

test('single options override the preset and leave the rest of it', () => {
  const { specification, weights } = resolveSettings({ preset: 'gatys', pool: 'max', contentWeight: 3 })
  expect(specification).toEqual({ style: PRESETS.gatys.styleLayers, content: ['relu4_2'], pool: 'max' })
  expect(weights).toMatchObject({ 'content.relu4_2': 3, 'style.relu1_1': PRESETS.gatys.styleWeight })
})

test('the style picture follows the size of the result unless it has its own', () => {
  expect(resolveSettings({ size: 300 }).styleSize).toBe(300)
  expect(resolveSettings({ size: 300, styleSize: 100 }).styleSize).toBe(100)
})

test('layers go by any of their names, in any order and repeated, and come out in network order', () => {
  const { specification } = resolveSettings({ styleLayers: ['conv_5', 'relu1_1', 'conv3_1'] })
  expect(specification.style).toEqual(['relu1_1', 'conv3_1'])
})

test('weights by tap override single taps; the others keep the preset weight', () => {
  const { weights } = resolveSettings({ styleWeight: { conv_5: 7 } })
  expect(weights).toMatchObject({ 'style.conv3_1': 7, 'style.conv1_1': 1e6 })
})

test('a tap of weight 0 is not computed at all', () => {
  const { specification, weights } = resolveSettings({ styleWeight: { conv3_1: 0 }, contentWeight: 0 })
  expect(specification).toEqual({ style: ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2'], content: [], pool: 'max' })
  expect(Object.keys(weights)).toHaveLength(4)
})

test('style alone is texture synthesis, content alone is reconstruction', () => {
  expect(resolveSettings({ contentLayers: [] }).specification.content).toEqual([])
  expect(resolveSettings({ styleLayers: [] }).specification.style).toEqual([])
})

test('total variation is a term only where it has a weight', () => {
  expect(resolveSettings({}).specification).not.toHaveProperty('totalVariation')
  expect(resolveSettings({ tvWeight: 2 })).toMatchObject({
    specification: { totalVariation: true },
    weights: { tv: 2 },
  })
  expect(resolveSettings({ preset: 'johnson' }).weights.tv).toBe(PRESETS.johnson.tvWeight)
})

test('strengths are the weights as multiples of the preset, for features of another scale', () => {
  const { strengths } = resolveSettings({ preset: 'johnson', contentWeight: 10, styleWeight: { relu1_1: 0.5 } })
  expect(strengths).toMatchObject({ 'content.relu4_2': 2, 'style.relu2_1': 1, tv: 1 })
  expect(strengths['style.relu1_1']).toBe(0.5 / PRESETS.johnson.styleWeight)
})

test.each([
  [{ styleWeight: 0, contentWeight: 0 }, 'no style or content term is left'],
  [{ styleLayers: [], contentLayers: [] }, 'no style or content term is left'],
  [{ styleLayers: [], contentLayers: [], tvWeight: 1 }, 'no style or content term is left'],
  [{ styleWeight: { conv4_1: 1 } }, '--style-weight: conv4_1 has no style term'],
  [{ contentWeight: { conv1_1: 1 } }, '--content-weight: conv1_1 has no content term'],
])('%j is refused: %s', (options, message) => {
  expect(() => resolveSettings(options)).toThrow(message)
})
