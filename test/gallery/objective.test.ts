import { expect, test } from 'vitest'
import { objectiveOf } from '../../src/gallery/objective.js'
import type { Recipe } from '../../src/recipes/recipe.js'

const terms = {} as Recipe['result']['terms'] // they are not looked at
const recipe: Recipe = {
  recipe: 1,
  package: 'nst-onnx',
  runtime: 'onnxruntime',
  content: { name: 'a.jpg', sha256: 'a' },
  style: { name: 's.jpg', sha256: 's' },
  options: { size: 64, styleWeight: 1e6, init: 'content', seed: 0, iterations: 100, device: 'cpu', threads: 2 },
  features: { source: 'vgg19', sha256: 'w' },
  result: { width: 64, height: 48, iterations: 100, evaluations: 110, loss: 1, terms, stopped: 'iterations' },
}
const withOptions = (options: Recipe['options']) =>
  objectiveOf({ ...recipe, options: { ...recipe.options, ...options } })

test.each([
  ['start', { init: 'noise' }],
  ['seed', { seed: 2 }],
  ['length', { iterations: 200 }],
  ['optimiser', { optimizer: 'adam', learningRate: 0.1 }],
  ['threads', { threads: 1 }],
] as const)('runs that differ in their %s lower the same loss', (_, options) => {
  expect(withOptions(options)).toBe(objectiveOf(recipe))
})

test.each([
  ['style weight', { styleWeight: 1e5 }],
  ['layers', { styleLayers: ['conv1_1'] }],
  ['size', { size: 128 }],
] as const)('runs that differ in their %s do not', (_, options) => {
  expect(withOptions(options)).not.toBe(objectiveOf(recipe))
})

test('nor do runs with other pictures', () => {
  expect(objectiveOf({ ...recipe, content: { name: 'a.jpg', sha256: 'b' } })).not.toBe(objectiveOf(recipe))
})
