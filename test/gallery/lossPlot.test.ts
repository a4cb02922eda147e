import { describe, expect, test } from 'vitest'
import { lossPlot } from '../../src/gallery/lossPlot.js'
import { curve } from './hostilePage.js'

/** A curve through these losses, one evaluation each. */
const through = (...losses: number[]) =>
  losses.map((loss, i) => ({ iteration: i + 1, evaluations: i + 1, loss, seconds: 0 }))

const paths = (svg: string) =>
  [...svg.matchAll(/<path class="curve [^>]* stroke-linecap="round" d="([^"]*)"/g)].map(([, d = '']) => d)
const places = (d = '') => [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
const texts = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<text class="${kind}"[^>]*>(.*?)</text>`, 'g'))].map(([, text = '']) =>
    text.replaceAll(/<tspan[^>]*>(.*?)<\/tspan>/g, '^$1').replaceAll(/<[^>]*>/g, ''),
  )
const lossLabels = (svg: string) =>
  texts(svg, 'tick').filter((_, i) => /text-anchor="end">/.test(svg.split('class="tick"')[i + 1] ?? ''))

describe('axes', () => {
  test('loss: equal factors are equal distances, decades are labelled', () => {
    const svg = lossPlot([{ name: 'a', curve: through(10_000, 100, 1) }])
    const [first, second, third] = places(paths(svg)[0]).map(([, y]) => y) as [number, number, number]
    expect(second - first).toBeCloseTo(third - second, 0)
    expect(third).toBeGreaterThan(second)
    expect(lossLabels(svg)).toEqual(['10^0', '10^1', '10^2', '10^3', '10^4'])
  })

  test('evaluations: equal steps are equal distances, from 0, in whole numbers', () => {
    const svg = lossPlot([{ name: 'a', curve: through(3, 2, 1) }])
    const [first, second, third] = places(paths(svg)[0]).map(([x]) => x) as [number, number, number]
    expect(second - first).toBeCloseTo(third - second, 0)
    expect(texts(svg, 'tick').slice(-4)).toEqual(['0', '1', '2', '3'])
    expect(texts(lossPlot([{ name: 'a', curve: through(1) }]), 'tick').slice(-2)).toEqual(['0', '1'])
  })

  test.each([
    ['within a decade', [9, 2], ['2', '5']],
    ['across a decade, but not two', [150, 60], ['60', '70', '80', '90', '100']],
    ['hardly falling', [33_410, 33_170], ['33200', '33300', '33400']],
    ['tiny, within a decade', [9e-7, 2e-7], ['2·10^−7', '5·10^−7']],
    ['over very many decades', [1e12, 1e-6], ['10^−6', '10^−3', '10^0', '10^3', '10^6', '10^9', '10^12']],
    ['constant', [7, 7], ['5', '10']],
  ])('labels of a loss %s', (_, losses, labels) => {
    expect(lossLabels(lossPlot([{ name: 'a', curve: through(...losses) }]))).toEqual(labels)
  })

  test('both have titles', () => {
    expect(texts(lossPlot([{ name: 'a', curve: through(2, 1) }]), 'axis')).toEqual(['loss, log scale', 'evaluations'])
  })
})

describe('curves', () => {
  test('one point is a dot: a line of no length with round ends', () => {
    const svg = lossPlot([{ name: 'a', curve: through(5) }])
    expect(paths(svg)).toEqual([expect.stringMatching(/^M[\d.]+ [\d.]+h0$/)])
    expect(svg).toContain('stroke-linecap="round"')
  })

  test('what a logarithmic axis cannot show is left out', () => {
    const svg = lossPlot([{ name: 'a', curve: through(100, Number.NaN, 0, Number.POSITIVE_INFINITY, -3, 1) }])
    expect(places(paths(svg)[0])).toHaveLength(2)
    expect(svg).not.toMatch(/NaN|Infinity/)
  })

  test.each([
    ['no series', []],
    ['an empty curve', [{ name: 'a', curve: [] }]],
    ['nothing but zeros', [{ name: 'a', curve: through(0, 0) }]],
  ])('%s: axes, no curve, and a word about it', (_, series) => {
    const svg = lossPlot(series)
    expect(paths(svg)).toEqual([])
    expect(texts(svg, 'axis')).toContain('no loss to draw')
    expect(svg).not.toMatch(/NaN|Infinity/)
  })

  test('an empty curve among others is named as such', () => {
    const svg = lossPlot([
      { name: 'full', curve: through(2, 1) },
      { name: 'bare', curve: [] },
    ])
    expect(svg).toContain('bare (nothing to draw)')
    expect(svg).toContain('bare: no values')
  })

  test('a hundred thousand points make a short path that keeps the peaks', () => {
    const losses = Array.from({ length: 100_000 }, (_, i) => (i === 70_001 ? 500 : 1 + 100 / (1 + i)))
    const svg = lossPlot([{ name: 'a', curve: through(...losses) }])
    expect(svg.length).toBeLessThan(12_000)
    const drawn = places(paths(svg)[0])
    const [highest] = drawn.toSorted(([, a], [, b]) => a - b)
    const last = drawn.at(-1)
    expect(((highest?.[0] ?? 0) - 30) / ((last?.[0] ?? 0) - 30)).toBeCloseTo(0.7, 1)
  })

  test('everything is drawn inside the view box, and numbers are short', () => {
    const series = Array.from({ length: 12 }, (_, i) => ({
      name: `content ${i} × a long style name`,
      curve: curve(3 ** i, 30),
    }))
    const svg = lossPlot(series)
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? []
    for (const [x, y] of paths(svg).flatMap(places)) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(width ?? 0)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(height ?? 0)
    }
    expect(svg).not.toMatch(/ (?:d|x|y|cx|cy)="[^"]*\.\d\d/)
  })
})

describe('who is who', () => {
  test('short names stand at the ends of their curves, in the order of the ends, a line apart', () => {
    const svg = lossPlot(['a', 'b', 'c'].map((name, i) => ({ name, curve: through(100, 5 + i / 1000) })))
    const tags = [...svg.matchAll(/<text class="tag-\d" [^>]*y="([\d.]+)"[^>]*>(\w)</g)].map(([, y, tag]) => [
      tag,
      Number(y),
    ])
    expect(tags.map(([tag]) => tag)).toEqual(['c', 'b', 'a'])
    const [c, b, a] = tags.map(([, y]) => Number(y)) as [number, number, number]
    expect(b - c).toBeGreaterThanOrEqual(12)
    expect(a - b).toBeGreaterThanOrEqual(12)
  })

  test('long names stand in a legend by number, shortened in the middle and whole in a title', () => {
    const name = `IMG_2024-${'0'.repeat(60)}-in the manner of The Starry Night`
    const svg = lossPlot([{ name, curve: through(2, 1) }])
    expect(svg).toMatch(/>1<\/text>/)
    expect(svg).toContain(`<title>${name}</title>`)
    expect(svg).toMatch(/>IMG_2024-0+…[^<]* of The Starry Night</)
  })

  test('no two of sixteen curves share colour and dashes', () => {
    const svg = lossPlot(Array.from({ length: 16 }, (_, i) => ({ name: `${i}`, curve: through(i + 2, 1) })))
    const looks = [
      ...svg.matchAll(/<path class="curve (curve-\d)"[^>]*?(stroke-dasharray="[^"]*")?(?= stroke-linejoin)/g),
    ]
    expect(new Set(looks.map(([, colour, dash]) => `${colour} ${dash}`)).size).toBe(16)
  })

  test('for those who cannot see it: where each curve begins and ends', () => {
    const svg = lossPlot([{ name: '"a" & <b>', curve: through(123_456, 7) }], { label: 'Figure 2' })
    expect(svg).toContain('role="img"')
    expect(svg).toContain('aria-label="Figure 2. &quot;a&quot; &amp; &lt;b&gt;: from 1.23e5 to 7.00 in 2 evaluations."')
  })
})

test('the same series give the same text', () => {
  const series = [{ name: 'a', curve: curve(1000, 300) }]
  expect(lossPlot(series)).toBe(lossPlot(structuredClone(series)))
})
