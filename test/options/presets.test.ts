import { expect, test } from 'vitest'
import { PRESETS } from '../../src/options/presets.js'
import { uniformSource } from '../../src/random.js'

/** Network input here is (255·image − mean) / S; the originals take 255·image − mean, so their features are S times ours. */
const S = 57.63

interface Map {
  readonly channels: number
  readonly pixels: number
  /** Row-major [channels, pixels]. */
  readonly values: readonly number[]
}

function randomMap(channels: number, pixels: number, seed: number): Map {
  const uniform = uniformSource(seed)
  return { channels, pixels, values: Array.from({ length: channels * pixels }, () => 300 * uniform() - 100) }
}

const scaled = (map: Map, factor: number): Map => ({ ...map, values: map.values.map(value => value * factor) })

/** F·Fᵀ / divisor, [channels, channels]. */
function gram({ channels, pixels, values }: Map, divisor: number): number[] {
  const row = (channel: number) => values.slice(channel * pixels, (channel + 1) * pixels)
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0)
  const channelNumbers = Array.from({ length: channels }, (_, channel) => channel)
  return channelNumbers.flatMap(i => channelNumbers.map(j => dot(row(i), row(j)) / divisor))
}

function meanSquare(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + (value - (b[at] ?? Number.NaN)) ** 2, 0) / a.length
}

const oursGram = (map: Map) => gram(map, map.channels * map.pixels)

const wide = { features: randomMap(8, 60, 1), content: randomMap(8, 60, 2), style: randomMap(8, 99, 3) }
const deep = { features: randomMap(20, 12, 4), content: randomMap(20, 12, 5), style: randomMap(20, 35, 6) }

/** This project's weighted terms at one layer, whose features are given in the originals' scale. */
function ours({ features, content, style }: typeof wide, preset: 'gatys' | 'johnson' | 'cmu') {
  const here = (map: Map) => scaled(map, 1 / S)
  const { styleWeight, contentWeight } = PRESETS[preset]
  return {
    content: contentWeight * meanSquare(here(features).values, here(content).values),
    style: styleWeight * meanSquare(oursGram(here(features)), oursGram(here(style))),
  }
}

test.each([
  ['wide', wide],
  ['deep', deep],
])("gatys: a layer's terms are Gatys's own (content 1; 1e3/C² on G/(HW)) over S², %s", (_, layer) => {
  const { features, content, style } = layer
  const original = {
    content: meanSquare(features.values, content.values),
    style: (1e3 / features.channels ** 2) * meanSquare(gram(features, features.pixels), gram(style, style.pixels)),
  }
  const translated = ours(layer, 'gatys')
  expect(original.content / (S ** 2 * translated.content)).toBeCloseTo(1, 10)
  expect(original.style / (S ** 2 * translated.style)).toBeCloseTo(1, 10)
})

test.each([
  ['wide', wide],
  ['deep', deep],
])("johnson: a layer's terms are neural-style's (content 5; style 100 on G/(CHW)) over S², %s", (_, layer) => {
  const { features, content, style } = layer
  const original = {
    content: 5 * meanSquare(features.values, content.values),
    style: 100 * meanSquare(oursGram(features), oursGram(style)),
  }
  const translated = ours(layer, 'johnson')
  expect(original.content / (S ** 2 * translated.content)).toBeCloseTo(1, 10)
  expect(original.style / (S ** 2 * translated.style)).toBeCloseTo(1, 10)
})

test("johnson: total variation is 1e-3 of neural-style's ½·Σ(differences)² at 512×512, over S²", () => {
  const side = 512
  const uniform = uniformSource(7)
  const image = Float64Array.from({ length: 3 * side * side }, uniform)
  let sum = 0
  for (let plane = 0; plane < 3; plane++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const at = (plane * side + y) * side + x
        const value = image[at] ?? Number.NaN
        if (x + 1 < side) sum += ((image[at + 1] ?? Number.NaN) - value) ** 2
        if (y + 1 < side) sum += ((image[at + side] ?? Number.NaN) - value) ** 2
      }
  const original = 1e-3 * 0.5 * 255 ** 2 * sum
  const translated = PRESETS.johnson.tvWeight * (sum / image.length)
  expect(original / (S ** 2 * translated)).toBeCloseTo(1, 10)
})

test("cmu: the course page's weights are in this project's units already", () => {
  const { features, content, style } = wide
  const translated = ours(wide, 'cmu')
  const here = (map: Map) => scaled(map, 1 / S)
  expect(translated.content).toBeCloseTo(meanSquare(here(features).values, here(content).values), 10)
  expect(translated.style / (1e6 * meanSquare(oursGram(here(features)), oursGram(here(style))))).toBeCloseTo(1, 10)
})
