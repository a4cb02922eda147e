import { describe, expect, test } from 'vitest'
import { arenaBytes } from '../../src/graphs/arenaBytes.js'

const MB = 2 ** 20

describe('an arena takes', () => {
  test('nothing for nothing', () => {
    expect(arenaBytes([])).toBe(0)
  })

  test('the same room again for what comes after what has gone', () => {
    const pieces = [0, 1, 2].map(at => ({ bytes: 8 * MB, first: at, last: at }))
    expect(arenaBytes(pieces)).toBe(8 * MB)
  })

  test('more room for a large piece where small ones were in two regions', () => {
    const small = [0, 0].map(first => ({ bytes: 8 * MB, first, last: 1 }))
    expect(arenaBytes([...small, { bytes: 16 * MB, first: 2, last: 2 }])).toBe(32 * MB)
  })

  test('no more where small ones lay side by side in one', () => {
    const first = { bytes: 16 * MB, first: 0, last: 0 }
    const small = [1, 1].map(at => ({ bytes: 8 * MB, first: at, last: 2 }))
    expect(arenaBytes([first, ...small, { bytes: 16 * MB, first: 3, last: 3 }])).toBe(16 * MB)
  })

  test('what the newest region has left before what an older one has again', () => {
    const gone = { bytes: 8 * MB, first: 0, last: 0 }
    const held = [0, 0].map(first => ({ bytes: 8 * MB, first, last: 1 }))
    expect(arenaBytes([gone, ...held, { bytes: 8 * MB, first: 1, last: 1 }])).toBe(32 * MB)
  })
})
