import { expect, test } from 'vitest'
import type { Picture } from '../../src/images/picture.js'
import { uniformSource } from '../../src/random.js'
import { colourText, hexOf, parseColour } from '../../src/regions/colourText.js'
import { type Colour, colourParts, maskColours } from '../../src/regions/maskColours.js'

const SIDE = 64
const [RED, BLUE, GREY] = [
  [1, 0, 0],
  [0, 0, 1],
  [0.5, 0.5, 0.5],
] as const

/** A picture by its colour at each place. */
function drawn(colourAt: (x: number, y: number) => Colour): Picture {
  const pixels = new Float32Array(3 * SIDE * SIDE)
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      for (const [plane, value] of colourAt(x, y).entries()) pixels[(plane * SIDE + y) * SIDE + x] = value
  return { width: SIDE, height: SIDE, pixels }
}

const texts = (mask: Picture) => maskColours(mask).map(({ colour }) => colourText(colour))

test('the colours of a mask come by their shares', () => {
  const mask = drawn(x => (x < 48 ? RED : BLUE))
  const [red, blue, ...others] = maskColours(mask)
  expect([hexOf(red!.colour), hexOf(blue!.colour), others]).toEqual(['#ff0000', '#0000ff', []])
  expect(red!.share).toBeCloseTo(0.75, 1)
})

test('noise of JPEG beside an edge is no colour, and belongs to the colours it lies between', () => {
  const uniform = uniformSource(1)
  const noisy = ([r, g, b]: Colour, by: number): Colour =>
    [r, g, b].map(v => v + by * (uniform() - 0.5)) as unknown as Colour
  const mask = drawn(x => noisy(x < 32 ? RED : BLUE, Math.abs(x - 32) < 8 ? 0.15 : 0.01))
  expect(texts(mask)).toEqual(['red', 'blue'])
  const parts = colourParts(mask, [RED, BLUE])
  for (let at = 0; at < SIDE * SIDE; at++) expect(parts[0]![at]! + parts[1]![at]!).toBeCloseTo(1, 6)
  const mean = parts[0]!.reduce((sum, value) => sum + value, 0) / (SIDE * SIDE)
  expect(mean).toBeCloseTo(0.5, 2)
})

test('a soft edge belongs to both sides by how near it is, and is no region of its own', () => {
  const ramp = (x: number) => Math.min(1, Math.max(0, (x - 24) / 16))
  const mask = drawn(x => [ramp(x), ramp(x), ramp(x)])
  expect(texts(mask).sort()).toEqual(['black', 'white'])
  const [white] = colourParts(mask, [
    [1, 1, 1],
    [0, 0, 0],
  ])
  for (const x of [0, 26, 32, 37, 63]) expect(white![x]).toBeCloseTo(ramp(x), 5)
})

test('a flat part between two colours is a region of its own', () => {
  expect(texts(drawn(x => (x < 30 ? [0, 0, 0] : x < 40 ? GREY : [1, 1, 1]))).sort()).toEqual(['black', 'grey', 'white'])
})

test('noise, and a photograph with a flat sky, are no masks; a hundred colours are too many', () => {
  const uniform = uniformSource(2)
  const any = (): Colour => [uniform(), uniform(), uniform()]
  expect(maskColours(drawn(any))).toEqual([])
  expect(maskColours(drawn((_, y) => (y < 32 ? [0.4, 0.6, 0.8] : any())))).toEqual([])
  const patches = Array.from({ length: 100 }, any)
  const mask = drawn((x, y) => patches[10 * Math.floor(y / 6.4) + Math.floor(x / 6.4)]!)
  expect(maskColours(mask).length).toBeGreaterThan(16)
})

test.each([
  ['red', '#ff0000'],
  [' Blue ', '#0000ff'],
  ['#0f0', '#00ff00'],
  ['808080', '#808080'],
  ['#12AbEf', '#12abef'],
])('%s is a colour', (text, hex) => {
  expect(hexOf(parseColour(text)!)).toBe(hex)
})

test.each(['', '#', '#12', '#12345', 'reddish', '#gggggg', 'constructor'])('%j is none', text => {
  expect(parseColour(text)).toBeUndefined()
})
