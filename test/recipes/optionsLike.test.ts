import { expect, test } from 'vitest'
import type { Options } from '../../src/options/optionsTable.js'
import { optionsLike } from '../../src/recipes/optionsLike.js'
import type { Recipe } from '../../src/recipes/recipe.js'

const input = { name: 'a.png', sha256: 'a'.repeat(64) }
const options: Options = {
  ...{ size: 512, styleSize: 256, colors: 'style', scales: [128, 256, 512], iterations: [40, 20, 10] },
  ...{ contentByStage: [5, 2, 1], preset: 'paint', styleLayers: ['relu1_1'], styleWeight: { relu1_1: 3 } },
  ...{ contentLayers: ['relu4_1'], contentWeight: 2, pool: 'avg', borders: 'replicate', seed: 3, optimizer: 'lbfgs' },
  ...{ history: 13, window: 'whole', mapPrecision: 'single', convolutions: 'direct', device: 'cpu' },
}
const TERMS = {} as Recipe['result']['terms'] // no one reads them
const recipe: Recipe = {
  ...{ recipe: 1, package: 'nst-onnx', runtime: 'x', content: input, style: input, options },
  features: { source: 'vgg19', sha256: input.sha256 },
  result: { width: 512, height: 384, iterations: 70, evaluations: 75, loss: 1, terms: TERMS, stopped: 'iterations' },
}
const like = (changed: Options) => optionsLike(recipe, changed)

test('without a change a recipe is repeated as it is, and a change of one option changes nothing else', () => {
  expect(like({})).toEqual(options)
  expect(like({ colors: 'match', seed: 7 })).toEqual({ ...options, colors: 'match', seed: 7 })
  expect(like({ size: 512, preset: 'paint' })).toEqual(options)
})

test('another size scales stages and strokes along, and what the size had decided is decided anew', () => {
  const larger = like({ size: 1024 })
  expect(larger).toMatchObject({ size: 1024, styleSize: 512, scales: [256, 512, 1024], iterations: [40, 20, 10] })
  const decided = [larger.history, larger.window, larger.mapPrecision, larger.convolutions]
  expect(decided).toEqual([undefined, undefined, undefined, undefined])
  expect(optionsLike({ ...recipe, options: { ...options, history: 4 } }, { size: 1024 }).history).toBe(4)
})

test('a result so small that its first stage would be nothing has fewer', () => {
  expect(like({ size: 128 })).toMatchObject({ scales: [64, 128], iterations: [20, 10], contentByStage: [2, 1] })
})

test('other stages share out as many iterations', () => {
  const one = like({ scales: 1 })
  expect(one).toMatchObject({ size: 512, scales: 1, iterations: 70 })
  expect(one.contentByStage).toBeUndefined()
  expect(like({ scales: [100, 256] })).toMatchObject({ size: 256, styleSize: 128, scales: [100, 256], iterations: 70 })
})

test('another preset brings its own layers, weights and stages', () => {
  expect(like({ preset: 'cmu' })).toEqual({
    ...{ size: 512, styleSize: 256, colors: 'style', preset: 'cmu', seed: 3, optimizer: 'lbfgs' },
    ...{ history: 13, window: 'whole', mapPrecision: 'single', convolutions: 'direct', device: 'cpu' },
  })
})

test('other layers are read by all stages', () => {
  const less = { ...recipe, options: { ...options, finestLayers: ['relu1_1'] } }
  expect(optionsLike(less, { seed: 4 }).finestLayers).toEqual(['relu1_1'])
  expect(optionsLike(less, { styleLayers: ['relu2_1'] }).finestLayers).toBeUndefined()
})

test('a term that was not there comes at the layers that its preset has', () => {
  const without = { ...recipe, options: { ...options, histogramLayers: [] } }
  expect(optionsLike(without, {}).histogramLayers).toEqual([])
  const changed = optionsLike(without, { histogramWeight: 3 })
  expect(changed.histogramWeight).toBe(3)
  expect(changed).not.toHaveProperty('histogramLayers')
})

test('strength is of the preset, whatever the style weighed', () => {
  expect(like({ strength: 0.5 })).toEqual({ ...options, strength: 0.5, styleWeight: undefined })
})

test('other layers bring weights of their own, another optimiser its settings, and a scale of strokes their size', () => {
  expect(like({ styleLayers: ['relu2_1'] }).styleWeight).toBeUndefined()
  expect(like({ optimizer: 'adam' }).history).toBeUndefined()
  expect(like({ styleScale: 2 })).toMatchObject({ styleScale: 2, size: 512 })
  expect(like({ styleScale: 2 }).styleSize).toBeUndefined()
})

test('an interrupted run is repeated with the iterations that it had got to', () => {
  const result = { ...recipe.result, stopped: 'interrupted', iterationsByStage: [40, 3, 0] } as const
  expect(optionsLike({ ...recipe, result }, {}).iterations).toEqual([40, 3, 0])
})

test('a recipe that says nothing of convolutions is older than they can be chosen: they were direct', () => {
  const { convolutions: _none, ...older } = options
  expect(optionsLike({ ...recipe, options: older }, {})).toEqual(options)
})
