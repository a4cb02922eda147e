import { describe, expect, test } from 'vitest'
import { type MemoryQuestion, memoryNeed } from '../../src/memory/memoryNeed.js'
import { requireMemory } from '../../src/memory/requireMemory.js'
import { resolveSettings } from '../../src/requests/settings.js'
import { sizedSettings } from '../../src/requests/sizedSettings.js'

const settings = resolveSettings({ preset: 'cmu' })

function question(width: number, height: number, changes: Partial<MemoryQuestion> = {}): MemoryQuestion {
  return {
    specification: settings.specification,
    device: 'cpu',
    settings,
    size: { width, height },
    ...changes,
  }
}

const GB = 1e9

describe('a run is evaluated', () => {
  test('whole where that fits, if only just, and else by windows, in the fastest way that fits', () => {
    const large = question(2048, 2048)
    const need = (window: number | 'whole', handOn = false) => memoryNeed({ ...large, handOn, window })
    const fastest = [
      { window: 'whole', handOn: false },
      { window: 512, handOn: true },
      { window: 256, handOn: true },
      { window: 512, handOn: false },
      { window: 256, handOn: false },
      { window: 128, handOn: false },
    ] as const
    for (const way of fastest)
      expect(requireMemory(large, need(way.window, way.handOn))).toEqual({ ...way, convolutions: 'direct' })
    expect(() => requireMemory(large, need(128) - 1)).toThrow('size: 2048')
  })

  test("by Winograd's tiles where the machine is faster with them, and directly where memory is too short for that", () => {
    const { specification } = resolveSettings({})
    const wanted = question(512, 512, { specification, convolutions: 'winograd' })
    const need = memoryNeed({ ...wanted, window: 'whole' })
    expect(requireMemory(wanted, need)).toEqual({ window: 'whole', handOn: false, convolutions: 'winograd' })
    expect(requireMemory(wanted, need - 1)).toEqual({ window: 'whole', handOn: false, convolutions: 'direct' })
    const all = question(256, 256, { specification, convolutions: 'winograd-all' })
    expect(requireMemory(all, memoryNeed({ ...all, window: 'whole' })).convolutions).toBe('winograd-all')
    const fewer = memoryNeed({ ...all, convolutions: 'winograd', window: 'whole' })
    expect(requireMemory(all, fewer).convolutions).toBe('winograd')
    const told = { ...wanted, settings: { ...settings, convolutions: 'winograd' } as const }
    expect(requireMemory(told, need - 1)).toMatchObject({ convolutions: 'direct' })
    expect(() => requireMemory({ ...told, window: 'whole' }, need - 1)).toThrow('largest size that fits')
  })

  test('by no window that would hold all of it', () => {
    for (const gigabytes of [0.5, 0.6, 0.7, 0.8, 0.9]) {
      const { window } = requireMemory(question(384, 512), gigabytes * GB)
      expect(window === 'whole' || window < 512).toBe(true)
    }
  })

  test('whole where nobody knows how much memory there is', () => {
    expect(requireMemory(question(16384, 16384), undefined).window).toBe('whole')
  })

  test('whole where a GPU holds the activations', () => {
    const large = question(4096, 3072, { device: 'cuda' })
    expect(requireMemory(large, 16 * GB).window).toBe('whole')
    expect(requireMemory(large, memoryNeed(large)).window).toBe('whole')
  })

  test('by windows that a GPU can hold where it cannot hold the whole, and none hands on', () => {
    // 128 MiB hold 256 bytes for each of 724² pixels.
    const onGpu = (side: number, changes: Partial<MemoryQuestion> = {}) =>
      requireMemory(question(side, side, { device: 'webgpu', largestTensorBytes: 2 ** 27, ...changes }), 16 * GB)
    expect(onGpu(724)).toMatchObject({ window: 'whole', handOn: false })
    expect(onGpu(725)).toMatchObject({ window: 512, handOn: false })
    expect(onGpu(256, { styleSize: { width: 725, height: 725 } })).toMatchObject({ window: 512, handOn: false })
    expect(() => onGpu(725, { window: 'whole' })).toThrow(/^size: 725×725 is too large, .* size that fits is 724$/)
    expect(() => onGpu(256, { styleSize: { width: 725, height: 725 }, window: 'whole' })).toThrow(/^styleSize: 725/)
  })

  test('refused with a size that a GPU can hold once it is rounded to what tiles', () => {
    const { specification } = resolveSettings({ preset: 'cmu', borders: 'circular' })
    const seamless = question(744, 744, {
      specification,
      device: 'webgpu',
      largestTensorBytes: 2 ** 27,
      window: 'whole',
    })
    expect(() => requireMemory(seamless, 16 * GB)).toThrow(/size that fits is 723$/) // 724 is rounded to 728
  })

  test('as it was asked for', () => {
    expect(requireMemory(question(512, 512, { window: 64 }), 16 * GB).window).toBe(64)
    expect(() => requireMemory(question(4096, 4096, { window: 'whole' }), 16 * GB)).toThrow(
      /largest size that fits is \d/,
    )
  })
})

describe('a run that memory cannot hold in any way', () => {
  test('is refused with the largest size that fits, which does fit', () => {
    let message = ''
    try {
      requireMemory(question(16384, 12288), 16 * GB)
    } catch (error) {
      expect(error).toMatchObject({ kind: 'usage' })
      message = String(error)
    }
    expect(message).toMatch(
      /size: 16384×12288 needs about \d+ GB of memory, and 16 GB can be had; the largest size that fits is (\d+)$/,
    )
    const side = Number(/\d+$/.exec(message)?.[0])
    const at = (longSide: number) => requireMemory(question(longSide, Math.round((longSide * 3) / 4)), 16 * GB).window
    expect(at(side)).toBeTypeOf('number')
    expect(() => at(side + 1)).toThrow('size')
  })

  test('is refused with one that fits once it is rounded to what tiles', () => {
    const { specification } = resolveSettings({ preset: 'cmu', borders: 'circular' })
    const need = memoryNeed(question(2048, 2048, { specification, window: 'whole' }))
    const refused = () => requireMemory(question(4096, 4096, { specification, window: 'whole' }), need - 1)
    expect(refused).toThrow(/largest size that fits is 2043$/) // 2044 is rounded up, in cells of 8
  })

  test('is refused under the name of what its size was asked for by', () => {
    const texture = question(16384, 16384, { sizeOption: 'outputSize' })
    expect(() => requireMemory(texture, 16 * GB)).toThrow(/^outputSize: 16384×16384 needs /)
    const onGpu = { ...texture, device: 'webgpu', largestTensorBytes: 2 ** 27, window: 'whole' } as const
    expect(() => requireMemory(onGpu, 16 * GB)).toThrow(/^outputSize: 16384×16384 is too large/)
  })

  test('for its style picture alone is refused by that name', () => {
    const large = question(512, 384, { styleSize: { width: 8000, height: 6000 }, window: 'whole' })
    expect(() => requireMemory(large, 16 * GB)).toThrow(
      /^styleSize: 8000×6000 needs .* the largest size that fits is \d+$/,
    )
  })

  test('of any size is refused without a promise', () => {
    expect(() => requireMemory(question(64, 64), 1e6)).toThrow(/no size fits$/)
  })
})

test('a long history takes its vectors', () => {
  const need = (history: number) =>
    memoryNeed(question(512, 512, { settings: { ...settings, history, iterations: 500 } }))
  expect(need(100) - need(10)).toBe(2 * 90 * 4 * 3 * 512 * 512)
})

test('the larger the result, the shorter its history and the coarser its maps, unless told otherwise', () => {
  const at = (side: number) => sizedSettings(settings, { width: side, height: side })
  expect([256, 512, 1024, 1400, 2048, 4096].map(side => [at(side).history, at(side).mapPrecision])).toEqual([
    [40, 'single'],
    [10, 'single'],
    [10, 'single'],
    [10, 'single'],
    [5, 'half'],
    [3, 'half'],
  ])
  const told = { ...settings, history: 7, mapPrecision: 'single' } as const
  expect(sizedSettings(told, { width: 4096, height: 4096 })).toEqual(told)
})

describe('a last stage that reads less than the one before', () => {
  const { specification } = resolveSettings({})
  const less = { ...specification, terms: specification.terms.filter(term => !('tap' in term) || term.tap < 'relu4') }
  const need = (scale: number) =>
    memoryNeed(question(512, 512, { specification: less, before: { specification, scale } }))
  const all = memoryNeed(question(512, 512, { specification }))

  test('takes less than if it read as much', () => expect(need(0.5)).toBeLessThan(0.9 * all))

  test('takes what the one before takes, where that is hardly smaller', () => expect(need(1)).toBe(all))
})
