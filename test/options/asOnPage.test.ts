import { expect, test } from 'vitest'
import type { Options } from '../../src/options/optionsTable.js'
import { PRESET_NAMES } from '../../src/options/presets.js'
import { recordedOptions } from '../../src/recipes/recipe.js'
import { resolveSettings } from '../../src/requests/settings.js'
import { sizedSettings } from '../../src/requests/sizedSettings.js'
import { stagesOf } from '../../src/requests/stages.js'
import { asOnPage } from '../../web/options/asOnPage.js'

const SIZE = { width: 64, height: 48 }

/** What the recipe of a run with these options holds. */
function recorded(options: Options): Options {
  const settings = sizedSettings(resolveSettings({ size: 64, ...options }), SIZE)
  const source = options.weights === 'fitted' ? 'fitted' : 'vgg19'
  return recordedOptions(settings, stagesOf(settings, settings.specification, SIZE), {
    device: 'cpu',
    threads: 2,
    window: 'whole',
    convolutions: 'direct',
    pool: 'max',
    source,
    init: undefined,
    weights: source,
  })
}

const looks = PRESET_NAMES.flatMap(preset => (['vgg19', 'fitted'] as const).map(weights => ({ preset, weights })))

test.each(looks)('a recipe opens with the strength and the strokes that it was painted with: %j', look => {
  for (const strength of [0, 0.35, 0.95, 1, 2])
    for (const styleScale of [0.5, 1, 2]) {
      const { styleWeight, styleSize, ...said } = asOnPage(recorded({ ...look, strength, styleScale }))
      expect(said).toMatchObject({ strength, styleScale })
      expect([styleWeight, styleSize]).toEqual([undefined, undefined])
      expect(recorded(said)).toEqual(recorded({ ...look, strength, styleScale }))
    }
})

test.each([
  { styleWeight: 123 },
  { styleWeight: { relu1_1: 5 } },
  { momentsWeight: 3, strength: 0.5 },
  { styleSize: 100 },
] satisfies Options[])('what no slider of the page says stays as it was recorded: %j', options => {
  const before = recorded(options)
  expect(recorded(asOnPage(before))).toEqual(before)
  const kept = options.styleSize ? 'styleSize' : 'styleWeight'
  expect(asOnPage(before)[kept]).toEqual(before[kept])
})
