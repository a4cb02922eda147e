import { describe, expect, test } from 'vitest'
import type { Tap } from '../../src/graphs/taps.js'
import { haloOf, planWindows } from '../../src/graphs/windowPlan.js'

test.each<[Tap, cell: number, halo: number]>([
  ['conv1_1', 1, 1],
  ['conv1_2', 1, 2],
  ['conv2_1', 2, 4],
  ['relu3_1', 4, 12],
  ['conv4_2', 8, 40],
  ['conv5_1', 16, 80],
])('%s sees no further than a halo of whole cells', (tap, cell, halo) => {
  expect(haloOf(['conv1_1', tap])).toEqual({ cell, halo })
})

describe.each([
  ['conv3_1', 203, 261, 16],
  ['conv3_1', 203, 261, 64],
  ['relu4_1', 275, 245, 96],
  ['conv1_1', 50, 33, 16],
  ['conv5_1', 333, 391, 40],
] as const)('%s on %i×%i by windows of %i', (tap, height, width, inner) => {
  const { size, windows } = planWindows([tap], { height, width }, inner)
  const { cell, halo } = haloOf([tap])

  test('every pixel is in the tile of exactly one window', () => {
    const owners = new Uint8Array(height * width)
    for (const { tile } of windows)
      for (let y = tile.top; y < tile.bottom; y++)
        for (let x = tile.left; x < tile.right; x++) owners[y * width + x] = (owners[y * width + x] ?? 0) + 1
    expect(owners.every(count => count === 1)).toBe(true)
  })

  test('windows and tiles begin with a cell, and a window reaches beyond its tile by the halo or to the border', () => {
    for (const { x, y, tile } of windows) {
      expect([x % cell, y % cell, tile.left % cell, tile.top % cell]).toEqual([0, 0, 0, 0])
      expect(x === 0 || x <= tile.left - halo).toBe(true)
      expect(y === 0 || y <= tile.top - halo).toBe(true)
      expect(x + size.width === width || x + size.width >= tile.right + halo).toBe(true)
      expect(y + size.height === height || y + size.height >= tile.bottom + halo).toBe(true)
      expect([x + size.width <= width, y + size.height <= height]).toEqual([true, true])
    }
  })

  test('no window is larger than asked for, but for its halo and what the picture has beyond its last cell', () => {
    const most = Math.max(cell, inner) + 2 * halo + cell - 1
    expect([size.width <= most, size.height <= most]).toEqual([true, true])
  })
})

test('a picture no larger than a window is one', () => {
  const tile = { left: 0, top: 0, right: 90, bottom: 80 }
  expect(planWindows(['conv3_1'], { height: 80, width: 90 }, 64)).toMatchObject({
    size: { height: 80, width: 90 },
    windows: [{ x: 0, y: 0, tile: { ...tile } }],
  })
})
