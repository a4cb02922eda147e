import { expect, test } from 'vitest'
import { OPTION_NAMES, type OptionName } from '../../src/options/optionsTable.js'
import { recordedOptions } from '../../src/recipes/recipe.js'
import { resolveSettings } from '../../src/requests/settings.js'
import { sizedSettings } from '../../src/requests/sizedSettings.js'
import { stagesOf } from '../../src/requests/stages.js'

/**
 * How much memory there was decides nothing once windows are known, the style picture's size says its scale, weights say their strength, and
 * terms without a layer have no weight.
 */
const NOT_RECORDED: readonly OptionName[] = ['memory', 'styleScale', 'strength', 'histogramWeight']

test.each([
  ['lbfgs', 'learningRate'],
  ['adam', 'history'],
] as const)('a recipe of %s records every option but %s, so that later defaults change nothing', (optimizer, other) => {
  const used = {
    device: 'cpu',
    threads: 2,
    window: 'whole',
    convolutions: 'direct',
    pool: 'max',
    source: 'vgg19',
    init: undefined,
    weights: 'auto',
  } as const
  const settings = sizedSettings(resolveSettings({ optimizer, size: 64, scales: 2 }), { width: 64, height: 48 })
  const stages = stagesOf(settings, settings.specification, { width: 64, height: 48 })
  const recorded = recordedOptions(settings, stages, used)
  expect(Object.keys(recorded).sort()).toEqual(
    OPTION_NAMES.filter(name => name !== other && !NOT_RECORDED.includes(name)).toSorted(),
  )
})
