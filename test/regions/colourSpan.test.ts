import { expect, test } from 'vitest'
import { colourSpan } from '../../src/regions/colourSpan.js'
import { picture } from '../images/grid.js'

const WIDTH = 12
const flat = (...colour: readonly number[]) => picture(WIDTH, 8, channel => colour[channel] ?? 0)
/** From one colour on the left to another on the right. */
const ramp = (from: readonly number[], to: readonly number[]) =>
  picture(WIDTH, 8, (channel, x) => {
    const [a = 0, b = 0] = [from[channel], to[channel]]
    return a + ((b - a) * x) / (WIDTH - 1)
  })

/** What is left of a change of one pixel's colour. */
function kept(span: ReturnType<typeof colourSpan>, ...change: readonly number[]): number[] {
  const planes = Float32Array.from(change)
  span?.keepWithin(planes)
  return Array.from(planes, value => Math.round(value * 1e6) / 1e6 + 0)
}

test('greys span grey: a change of colour keeps its brightness alone', () => {
  const span = colourSpan([ramp([0, 0, 0], [1, 1, 1]), flat(0.5, 0.5, 0.5)])
  expect(kept(span, 0.3, 0.6, 0.9)).toEqual([0.6, 0.6, 0.6])
  expect(kept(span, 1, -1, 0)).toEqual([0, 0, 0])
})

test('two pictures of one colour each span the line between them', () => {
  const span = colourSpan([flat(1, 0.5, 0), flat(0, 0.5, 0)])
  expect(kept(span, 0.3, 0.6, 0.9)).toEqual([0.3, 0, 0])
})

test('a line of colours and one beside it span a plane', () => {
  const span = colourSpan([ramp([0, 0, 0], [1, 0, 0]), flat(0, 1, 0)])
  expect(kept(span, 0.3, 0.6, 0.9)).toEqual([0.3, 0.6, 0])
})

test('one colour for everything may become lighter and darker', () => {
  expect(kept(colourSpan([flat(0.9, 0.5, 0.1)]), 0.3, 0.6, 0.9)).toEqual([0.6, 0.6, 0.6])
})

test('colours that vary in all directions are not restricted', () => {
  const faint = picture(WIDTH, 8, (channel, x) => 0.5 + 0.004 * Math.cos(x * (channel + 1)))
  const strong = picture(WIDTH, 8, (channel, x) => 0.5 + 0.4 * Math.cos(x * (channel + 1)))
  expect(colourSpan([faint])).toBeUndefined()
  expect(colourSpan([strong, flat(0, 0, 0)])).toBeUndefined()
})

test('what rounding to 8 bits does to grey is no colour', () => {
  const grey = picture(WIDTH, 8, (channel, x, y) => x / WIDTH + (((x + y + channel) % 3) - 1) / 255 / 2)
  expect(kept(colourSpan([grey]), 1, -1, 0)[0]).toBeCloseTo(0, 2)
})

test('a picture is moved onto the line through the colours, wherever that lies', () => {
  const span = colourSpan([flat(1, 0.5, 0), flat(0, 0.5, 0)])
  const pixels = span?.onto(flat(0.25, 0.9, 0.7).pixels) ?? []
  const [r, g, b] = [0, 1, 2].map(plane => pixels[plane * WIDTH * 8])
  expect(r).toBeCloseTo(0.25)
  expect(g).toBeCloseTo(0.5)
  expect(b).toBeCloseTo(0)
})
