import { expect, test } from 'vitest'
import { resolveSettings } from '../../src/requests/settings.js'
import { requireOperators } from '../../src/stylize/requireOperators.js'

test('a histogram term is refused in one line where the device cannot count, and other terms are not', () => {
  const { specification } = resolveSettings({ histogramWeight: 1 })
  expect(() => requireOperators(specification, 'webgpu')).toThrow(
    /^device webgpu: cannot count values, as the histogram term does; use device cpu/,
  )
  expect(() => requireOperators(specification, 'cpu')).not.toThrow()
  expect(() => requireOperators(resolveSettings({}).specification, 'webgpu')).not.toThrow()
})
