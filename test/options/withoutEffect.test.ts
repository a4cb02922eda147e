import { expect, test } from 'vitest'
import type { Options } from '../../src/options/optionsTable.js'
import { withoutEffect } from '../../src/options/withoutEffect.js'

test.each<[Options, string]>([
  [{ history: 5, optimizer: 'adam' }, '--history has no effect: Adam keeps no curvature pairs'],
  [{ learningRate: 0.1 }, '--learning-rate has no effect: L-BFGS finds its own step lengths'],
  [{ convolutions: 'winograd', window: 256 }, '--convolutions has no effect: it is for a picture that a CPU'],
  [{ seed: 4, weights: 'vgg19' }, '--seed has no effect: nothing in this run is random'],
  [{ styleSize: 64, styleLayers: [] }, '--style-size has no effect: no term reads the style'],
  [{ styleScale: 2, styleLayers: [] }, '--style-scale has no effect: no term reads the style'],
  [{ styleSize: 64, styleWeight: 0 }, '--style-size has no effect: no term reads the style'],
  [{ momentsWeight: 1, styleLayers: [] }, '--moments-weight has no effect: there is no moments term'],
  [{ histogramLayers: ['relu1_1'] }, '--histogram-layers has no effect: no term reads them: --histogram-weight is 0'],
  [{ contentWeight: 3, contentLayers: [] }, '--content-weight has no effect: there is no content term'],
])('%j: one line says so', (options, line) => {
  expect(withoutEffect(options)).toEqual([expect.stringContaining(line)])
})

test.each<[Options]>([
  [{}],
  [{ history: 5, optimizer: 'lbfgs', seed: 2, init: 'noise' }],
  [{ learningRate: 0.1, optimizer: 'adam', seed: 1, weights: 'fitted' }],
  [{ styleSize: 64, styleWeight: 0, momentsWeight: 1 }],
  [{ styleLayers: ['relu1_1'], styleWeight: 0, momentsWeight: 1 }],
  [{ histogramLayers: ['relu1_1'], histogramWeight: 1 }],
])('%j: all of them count', options => {
  expect(withoutEffect(options)).toEqual([])
})
