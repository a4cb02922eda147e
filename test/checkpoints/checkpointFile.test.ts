import { describe, expect, test } from 'vitest'
import { checkpointParts, readAbout, readCheckpoint, readingFrom } from '../../src/checkpoints/checkpointFile.js'
import { joined } from '../../src/images/joined.js'

const readBytes = (bytes: Uint8Array) => readCheckpoint(readingFrom(bytes))
const writeCheckpoint = (about: unknown, state: unknown) => joined(checkpointParts(about, state))

const shared = Float32Array.of(1, -0, 1e-45, 0.1)
const state = {
  point: { x: shared, loss: 0.1 + 0.2 },
  best: { x: shared },
  pairs: [{ s: Float32Array.of(3), sy: 5e-324 }],
  sums: Float64Array.of(1 / 3, 2),
  none: [],
  name: 'größer',
}
const about = { recipe: 1, options: { size: 64 } }

describe('a checkpoint as a file', () => {
  const bytes = writeCheckpoint(about, state)

  test('gives the state back bit by bit', async () => {
    const read = await readBytes(bytes)
    expect(read).toEqual({ about, state })
    expect(Object.is((read?.state as typeof state).point.x[1], -0)).toBe(true)
  })

  test('holds a vector once, and two places that hold one hold one again', async () => {
    const read = (await readBytes(bytes))?.state as typeof state
    expect(read.best.x).toBe(read.point.x)
    expect(writeCheckpoint(about, { a: shared, b: shared }).length).toBe(
      writeCheckpoint(about, { a: shared, b: 0.12345678901 }).length,
    )
  })

  test('tells what it is of by its beginning', () => expect(readAbout(bytes.subarray(0, 900))).toEqual(about))

  test('is told from other bytes, however it was cut or changed', async () => {
    expect(readAbout(new Uint8Array())).toBeUndefined()
    expect(readAbout(new TextEncoder().encode('{"about":1}'.repeat(9)))).toBeUndefined()
    for (let length = 0; length < bytes.length; length += 7)
      expect(await readBytes(bytes.subarray(0, length))).toBeUndefined()
    for (let place = 0; place < bytes.length; place += 5) {
      const changed = bytes.slice()
      changed[place]! ^= 1
      expect(await readBytes(changed)).toBeUndefined()
    }
  })
})
