import { createEngine } from 'nst-onnx'
import { afterAll, describe, expect, test } from 'vitest'
import { eventsOf, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const engine = createEngine({ threads: 1 })
afterAll(() => engine.close())

// Where other tools diverge: NaN, a loss that explodes, or a picture that never comes.
describe.each(['content', 'noise'])('from %s', init => {
  test.each([
    [1e2, 'cmu', 30],
    [1e6, 'cmu', 30],
    [1e9, 'cmu', 30],
    // Of more layers, which take their time.
    [1e9, 'paint', 15],
  ] as const)('with style weight %d of %s the loss is finite and never rises, and there is a picture', async (styleWeight, preset, iterations) => {
    const run = engine.run({ content, style, preset, size: 32, init, styleWeight, iterations })
    const losses = (await eventsOf(run)).flatMap(event => (event.event === 'step' ? [event.loss] : []))
    for (const [place, loss] of losses.entries()) {
      expect(Number.isFinite(loss)).toBe(true)
      expect(loss).toBeLessThanOrEqual(losses[place - 1] ?? Number.POSITIVE_INFINITY)
    }
    const { image, loss, stopped } = await run.result
    expect(losses.length).toBeGreaterThan(10)
    expect(loss).toBe(losses.at(-1))
    expect(['iterations', 'converged', 'stalled']).toContain(stopped)
    expect(image.pixels.every(Number.isFinite)).toBe(true)
  })
})

test('Adam ends with the best picture it has seen, the start included, although its loss may rise', async () => {
  const request = { content, style, preset: 'cmu', size: 32, optimizer: 'adam', learningRate: 0.3 } as const
  const run = engine.run({ ...request, iterations: 15 })
  const losses = (await eventsOf(run)).flatMap(event => (event.event === 'step' ? [event.loss] : []))
  const start = await engine.run({ ...request, iterations: 0 }).result
  expect(Math.max(...losses)).toBeGreaterThan(start.loss)
  expect((await run.result).loss).toBe(Math.min(start.loss, ...losses))
})
