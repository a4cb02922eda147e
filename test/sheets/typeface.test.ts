import { beforeAll, describe, expect, test, vi } from 'vitest'
import { lineHeight, loadTypeface, type TextMask, type Typeface } from '../../src/sheets/typeface.js'

let type: Typeface
beforeAll(async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('nothing is fetched')))
  const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  const methods = (['log', 'info', 'warn', 'error'] as const).map(method => vi.spyOn(console, method))
  type = await loadTypeface()
  for (const spy of [...streams, ...methods]) {
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  }
  vi.unstubAllGlobals()
})

/** The first and last column (or row) that has ink. */
function extent({ coverage, width, height }: TextMask, axis: 'columns' | 'rows'): readonly [number, number] {
  const inked = Array.from({ length: width * height }, (_, i) => i).filter(i => coverage[i]! > 0.2)
  const positions = inked.map(i => (axis === 'columns' ? i % width : Math.floor(i / width)))
  return [Math.min(...positions), Math.max(...positions)]
}

const ink = ({ coverage }: TextMask) => coverage.reduce((sum, covered) => sum + covered, 0)

describe('loadTypeface', () => {
  test('measures as it draws, at any size', () => {
    for (const size of [11, 18, 35, 64]) {
      for (const text of ['HHHHHHHHHH', 'illi', 'AVAVAV', 'conv4_2, seed H', 'ÅÇÉñ×½']) {
        const mask = type.draw(text, size)
        const [first, last] = extent(mask, 'columns')
        const end = mask.origin + size * type.measure(text)
        expect(Math.abs(first - mask.origin)).toBeLessThan(1 + size / 8)
        expect(Math.abs(last + 1 - end)).toBeLessThan(1 + size / 8)
      }
    }
  })

  test('draws lines of one height, with nothing cut off', () => {
    for (const size of [11, 35]) {
      const mask = type.draw('Åjgpqy|{}', size)
      expect(mask.height).toBe(lineHeight(size))
      expect(mask.coverage).toHaveLength(mask.width * mask.height)
      const [first, last] = extent(mask, 'columns')
      expect(first).toBeGreaterThan(0)
      expect(last).toBeLessThan(mask.width - 1)
    }
    // A ring above the capitals, and a descender below the line.
    const [top, bottom] = extent(type.draw('H', 64), 'rows')
    expect(extent(type.draw('Å', 64), 'rows')[0]).toBeLessThan(top - 64 / 8)
    expect(extent(type.draw('g', 64), 'rows')[1]).toBeGreaterThan(bottom + 64 / 8)
  })

  test('draws letters, not boxes: full ink in a stem, none in a counter', () => {
    const { coverage, width, height } = type.draw('H', 64)
    const row = [...coverage.subarray(Math.floor(height / 3) * width, Math.floor(height / 3 + 1) * width)]
    const edges = row.map(value => value > 0.5).filter((inked, i, all) => inked !== (all[i - 1] ?? false))
    expect(edges).toEqual([true, false, true, false])
    expect(Math.max(...row)).toBeGreaterThan(0.95)
    expect(ink(type.draw(' ', 64))).toBe(0)
  })

  test('has about the same share of ink at any size', () => {
    const share = (size: number) => ink(type.draw('conv4_2', size)) / size ** 2
    expect(Math.abs(share(12) / share(64) - 1)).toBeLessThan(0.2)
  })

  test('prints Latin-1; every other character by a likeness or a question mark', () => {
    expect(type.printable('Brücke × ½, naïve ñ ß €')).toBe('Brücke × ½, naïve ñ ß €')
    expect(type.printable('Dvořák — 日本 “x…” `y`')).toBe('Dvorák - ?? "x..." \'y\'')
  })
})
