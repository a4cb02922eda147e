import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { checkOptions } from '../../src/options/checkOptions.js'
import { defaultText, flagOf, OPTION_NAMES, OPTIONS, type Option, valueText } from '../../src/options/optionsTable.js'
import { PRESETS } from '../../src/options/presets.js'
import { PACKAGE } from '../../src/packageVersion.js'

test.each(OPTION_NAMES)('%s says in a sentence what it is for, what to write, and what happens without it', name => {
  const option: Option = OPTIONS[name]
  expect(option.help).toMatch(/^[A-Z].*\.$/)
  expect(valueText(option)).not.toBe('')
  expect(defaultText(option)).not.toBe('')
})

test('every default is a value that the option itself accepts', () => {
  const defaults = OPTION_NAMES.flatMap(name => {
    const option: Option = OPTIONS[name]
    return 'default' in option ? [[name, option.default] as const] : []
  })
  expect(defaults.length).toBeGreaterThan(7)
  expect(() => checkOptions(Object.fromEntries(defaults))).not.toThrow()
})

test('a flag is the name in small letters with hyphens', () => {
  expect(OPTION_NAMES.map(flagOf)).toEqual(
    expect.arrayContaining(['--size', '--style-layers', '--content-weight', '--tv-weight', '--learning-rate']),
  )
})

test('presets name their layers in full and once', () => {
  for (const { styleLayers, contentLayers } of Object.values(PRESETS)) {
    expect(new Set(styleLayers).size).toBe(styleLayers.length)
    expect(() => checkOptions({ styleLayers, contentLayers })).not.toThrow()
  }
})

test('recipes name the package and version of package.json', async () => {
  const { name, version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(PACKAGE).toBe(`${name} ${version}`)
})
