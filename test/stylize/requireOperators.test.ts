import { expect, test } from 'vitest'
import { requireOperators } from '../../src/stylize/requireOperators.js'
import { resolveSettings } from '../../src/stylize/settings.js'

test('a histogram term is refused in one line where the device cannot count, and other terms are not', () => {
  const { specification } = resolveSettings({ histogramWeight: 1 })
  expect(() => requireOperators(specification, 'webgpu')).toThrow(
    /^device webgpu: cannot count values, as the histogram term does; use device cpu/,
  )
  expect(() => requireOperators(specification, 'cpu')).not.toThrow()
  expect(() => requireOperators(resolveSettings({}).specification, 'webgpu')).not.toThrow()
})
