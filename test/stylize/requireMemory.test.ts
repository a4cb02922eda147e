import { describe, expect, test } from 'vitest'
import { type MemoryQuestion, memoryNeed } from '../../src/stylize/memoryNeed.js'
import { requireMemory } from '../../src/stylize/requireMemory.js'
import { resolveSettings } from '../../src/stylize/settings.js'

const settings = resolveSettings({})

function question(width: number, height: number, changes: Partial<MemoryQuestion> = {}): MemoryQuestion {
  return {
    specification: settings.specification,
    device: 'cpu',
    optimizer: settings,
    size: { width, height },
    ...changes,
  }
}

describe('a run that memory cannot hold', () => {
  test('is refused with the largest size that fits, which does fit', () => {
    let message = ''
    try {
      requireMemory(question(4096, 3072), 16e9)
    } catch (error) {
      expect(error).toMatchObject({ kind: 'usage' })
      message = String(error)
    }
    expect(message).toMatch(
      /size: 4096×3072 needs about \d+ GB of memory, and 16 GB can be had; the largest size that fits is (\d+)$/,
    )
    const side = Number(/\d+$/.exec(message)?.[0])
    const at = (longSide: number) => memoryNeed(question(longSide, Math.round((longSide * 3) / 4)))
    expect(at(side)).toBeLessThanOrEqual(16e9)
    expect(at(side + 1)).toBeGreaterThan(16e9)
  })

  test('for its style picture alone is refused by that name', () => {
    const large = question(512, 384, { styleSize: { width: 8000, height: 6000 } })
    expect(() => requireMemory(large, 16e9)).toThrow(
      /^styleSize: 8000×6000 needs .* the largest size that fits is \d+$/,
    )
  })

  test('of any size is refused without a promise', () => {
    expect(() => requireMemory(question(64, 64), 1e6)).toThrow(/no size fits$/)
  })
})

describe('a run goes ahead', () => {
  test('where it fits, if only just', () => {
    const large = question(2048, 2048)
    expect(() => requireMemory(large, memoryNeed(large))).not.toThrow()
    expect(() => requireMemory(large, memoryNeed(large) - 1)).toThrow('size: 2048')
  })

  test('where nobody knows how much memory there is', () => {
    expect(() => requireMemory(question(16384, 16384), undefined)).not.toThrow()
  })

  test('where a GPU holds the activations', () => {
    expect(() => requireMemory(question(4096, 3072, { device: 'cuda' }), 16e9)).not.toThrow()
  })
})

test('a long history takes its vectors', () => {
  const need = (history: number) =>
    memoryNeed(question(512, 512, { optimizer: { ...settings, history, iterations: 500 } }))
  expect(need(100) - need(10)).toBe(2 * 90 * 4 * 3 * 512 * 512)
})
