import { describe, expect, test } from 'vitest'
import { BASE_STYLES } from '../../src/gallery/page/baseStyles.js'
import { PLOT_STYLES } from '../../src/gallery/page/plotStyles.js'

/** Colours by name, for light or dark. */
function colours(dark: boolean): Map<string, string> {
  const blocks = [BASE_STYLES, PLOT_STYLES].map(styles => {
    const [, light = '', rest = ''] =
      /^(.*?)@media screen and \(prefers-color-scheme: dark\) \{(.*)$/s.exec(styles) ?? []
    return dark ? rest : light
  })
  return new Map(
    [...blocks.join('\n').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(i => {
    const value = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('black on white has a contrast of 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6)
})

describe.each([
  ['light', false],
  ['dark', true],
])('in the %s', (_, dark) => {
  const all = colours(dark)
  const texts = [...all.keys()].filter(name => !['paper', 'panel', 'rule'].includes(name))

  test('there are all colours', () => {
    expect(texts).toEqual([
      ...['ink', 'muted', 'link', 'supported', 'contradicted', 'early', 'open'],
      ...Array.from({ length: 8 }, (_, i) => `curve-${i}`),
    ])
  })

  test.each(
    texts.flatMap(text => ['paper', 'panel'].map(ground => [text, ground])),
  )('%s can be read on %s', (text, ground) => {
    expect(contrast(all.get(text) ?? '', all.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
