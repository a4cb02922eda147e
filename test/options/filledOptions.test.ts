import { filledOptions, OPTION_NAMES, PRESETS } from 'nst-onnx/options'
import { expect, test } from 'vitest'

test('every option gets the value that a run will use, but for pooling, threads, windows, memory and what depends on the result', () => {
  const open = OPTION_NAMES.filter(name => filledOptions({})[name] === undefined)
  expect(open).toEqual([
    'contentByStage',
    'pool',
    'history',
    'threads',
    'window',
    'mapPrecision',
    'convolutions',
    'memory',
  ])
})

test('what is given counts, and what is given as undefined does not', () => {
  expect(filledOptions({ size: undefined, seed: 3, pool: 'avg' })).toMatchObject({ size: 512, seed: 3, pool: 'avg' })
})

test('the rest follows what is given: the style picture its size, iterations the start, layers and weights the preset', () => {
  const { styleLayers, contentLayers, styleWeight, tvWeight } = PRESETS.johnson
  expect(filledOptions({ preset: 'johnson', size: 300, contentWeight: 7 })).toMatchObject({
    ...{ styleLayers, contentLayers, styleWeight, tvWeight },
    ...{ styleSize: 300, contentWeight: 7, iterations: 1000 },
  })
  expect([filledOptions({}).iterations, filledOptions({ init: 'noise' }).iterations]).toEqual([98, 196])
})
