import { expect, test } from 'vitest'
import { collectBytes } from '../../src/node/pictures/collectBytes.js'

test('what never ends is refused once it is too long', async () => {
  let given = 0
  async function* endless() {
    for (;;) yield new Uint8Array(++given && 1000)
  }
  const refusal = { kind: 'input', message: expect.stringMatching(/^pipe: it is longer than 0\.01 MB/) }
  await expect(collectBytes(endless(), 'pipe', 10_000)).rejects.toMatchObject(refusal)
  expect(given).toBe(11)
})
