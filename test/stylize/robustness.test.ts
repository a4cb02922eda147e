import { stylize } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { eventsOf, STARRY_NIGHT, small, TUBINGEN } from './pictures.js'

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)

// Where other tools diverge: NaN, a loss that explodes, or a picture that never comes.
describe.each(['content', 'noise'])('from %s', init => {
  test.each([
    1e2, 1e6, 1e9,
  ])('with style weight %e the loss is finite and never rises, and there is a picture', async w => {
    const run = stylize({ content, style, size: 32, init, styleWeight: w, iterations: 30, threads: 1 })
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
  const request = { content, style, size: 32, threads: 1, optimizer: 'adam', learningRate: 0.3 } as const
  const run = stylize({ ...request, iterations: 15 })
  const losses = (await eventsOf(run)).flatMap(event => (event.event === 'step' ? [event.loss] : []))
  const start = await stylize({ ...request, iterations: 0 }).result
  expect(Math.max(...losses)).toBeGreaterThan(start.loss)
  expect((await run.result).loss).toBe(Math.min(start.loss, ...losses))
})
