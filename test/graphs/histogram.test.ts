import { describe, expect, test } from 'vitest'
import { gradient } from '../../src/graphs/gradient.js'
import { Graph } from '../../src/graphs/graph.js'
import { HISTOGRAM_TERM } from '../../src/graphs/terms/histogramTerm.js'
import { dot } from './checkGradient.js'
import { startRandomValues, uniformValues } from './randomValues.js'
import { loadModel, type Value } from './runModel.js'

startRandomValues()

/** The term and its gradient, at a map, against the quantiles of another of any size. */
async function histogramTerm(map: Value, style: Value, mask?: Value, styleMask?: Value) {
  const reading = new Graph()
  const of = (graph: Graph, name: string, value?: Value) => value && graph.input(name, value.shape)
  const { quantiles } = HISTOGRAM_TERM.read(reading.input('style', style.shape), of(reading, 'mask', styleMask))
  reading.output('quantiles', quantiles)
  const reader = await loadModel(reading.model('reading', {}))
  const target = (await reader.run({ style, ...(styleMask && { mask: styleMask }) })).quantiles as Value
  await reader.release()

  const graph = new Graph()
  const x = graph.input('map', map.shape)
  const targets = { quantiles: graph.input('target', target.shape) }
  const term = HISTOGRAM_TERM.compare.term(x, targets, of(graph, 'mask', mask))
  graph.output('term', term)
  graph.output('gradient', gradient(term, x))
  const model = await loadModel(graph.model('term', {}))
  const outputs = await model.run({ map, target, ...(mask && { mask }) })
  await model.release()
  return { value: outputs.term?.data[0] ?? Number.NaN, gradient: outputs.gradient as Value, quantiles: target }
}

/** Optimal transport in one dimension, by sorting, in float64: the mean square of what values are moved, and twice that by value over all. */
function transport(map: Value, style: Value) {
  const channels = map.shape[1] ?? 0
  const rows = ({ data }: Value) => {
    const length = data.length / channels
    return Array.from({ length: channels }, (_, c) => [...data.subarray(c * length, (c + 1) * length)])
  }
  const targets = rows(style).map(row => row.toSorted((a, b) => a - b))
  const off = rows(map).map((row, c) => {
    const order = row.map((_, at) => at).toSorted((a, b) => row[a]! - row[b]!)
    const result = Array<number>(row.length)
    for (const [rank, at] of order.entries()) result[at] = row[at]! - meanBetween(targets[c]!, rank, row.length)
    return result
  })
  const all = off.flat()
  return {
    value: all.reduce((sum, value) => sum + value * value, 0) / all.length,
    gradient: { shape: map.shape, data: Float32Array.from(all, value => (2 * value) / all.length) },
  }
}

/** The mean of sorted values between two levels, rank / count and the next. */
function meanBetween(sorted: readonly number[], rank: number, count: number): number {
  const [from, to] = [(rank * sorted.length) / count, ((rank + 1) * sorted.length) / count]
  let sum = 0
  for (let at = Math.floor(from); at < to; at++) sum += (sorted[at] ?? 0) * (Math.min(at + 1, to) - Math.max(at, from))
  return sum / (to - from)
}

/** The term as docs/graph.md defines it, in float64, from the quantiles of its target. */
function byBins(map: Value, quantiles: Value) {
  const [channels = 0, levels = 0] = quantiles.shape
  const length = map.data.length / channels
  const off = Float32Array.from(map.data)
  for (let c = 0; c < channels; c++) {
    const target = quantiles.data.subarray(c * levels, (c + 1) * levels)
    const width = (target.at(-1)! - target[0]!) / 1024
    const binOf = (value: number) => Math.min(1023, Math.max(0, Math.floor((value - target[0]!) / width)))
    const counts = Array<number>(1024).fill(0)
    const row = off.subarray(c * length, (c + 1) * length)
    for (const value of row) counts[binOf(value)]!++
    let below = 0
    const matched = counts.map(count => {
      const quantile = (share: number) => {
        const place = Math.min(levels - 1, Math.max(0, ((below + share * count) / length) * levels - 1 / 2))
        const before = Math.floor(place)
        return target[before]! + (place - before) * (target[Math.min(levels - 1, before + 1)]! - target[before]!)
      }
      const mean = [1, 3, 5, 7].map(eighth => quantile(eighth / 8)).reduce((a, b) => a + b) / 4
      below += count
      return mean
    })
    for (const [at, value] of row.entries()) row[at] = value - matched[binOf(value)]!
  }
  return {
    value: dot({ ...map, data: off }, { ...map, data: off }) / off.length,
    gradient: { ...map, data: off.map(value => (2 * value) / off.length) },
  }
}

/** Values of channels each on a scale of its own, rectified, as those of a tap are. */
function features(shape: readonly number[], spread: number, rectified = true): Value {
  const { data } = uniformValues(shape)
  const length = data.length / (shape[1] ?? 1)
  return {
    shape,
    data: data.map((value, at) => {
      const scaled = (1 + Math.floor(at / length)) * spread * value ** 3
      return rectified ? Math.max(0, scaled) : scaled
    }),
  }
}

const difference = (a: Value, b: Value) => Math.sqrt(dot(minus(a, b), minus(a, b)) / dot(b, b))
const minus = (a: Value, b: Value) => ({ ...a, data: a.data.map((value, at) => value - b.data[at]!) })

describe.each([
  ['of one size', [1, 4, 32, 48], [1, 4, 32, 48]],
  ['of several sizes', [1, 3, 31, 45], [1, 3, 64, 57]],
  ['of few positions', [1, 8, 6, 7], [1, 8, 12, 9]],
] as const)('maps %s', (_, shape, styleShape) => {
  test('the term and its gradient are those of optimal transport by channel, computed by sorting in float64', async () => {
    // Before the rectifier: behind it, which of many zeros is moved where is anybody's choice.
    const [map, style] = [features(shape, 1, false), features(styleShape, 1.5, false)]
    const term = await histogramTerm(map, style)
    const exact = transport(map, style)
    expect(Math.abs(term.value / exact.value - 1)).toBeLessThan(0.01)
    expect(difference(term.gradient, exact.gradient)).toBeLessThan(0.06)
  })

  test('they are those of the definition in float64', async () => {
    for (const isRectified of [true, false]) {
      const map = features(shape, 1, isRectified)
      const term = await histogramTerm(map, features(styleShape, 1.5, isRectified))
      const exact = byBins(map, term.quantiles)
      expect(Math.abs(term.value / exact.value - 1)).toBeLessThan(1e-5)
      expect(difference(term.gradient, exact.gradient)).toBeLessThan(1e-4)
    }
  })

  test('behind a rectifier values agree too', async () => {
    const [map, style] = [features(shape, 1), features(styleShape, 1.5)]
    expect((await histogramTerm(map, style)).value / transport(map, style).value).toBeCloseTo(1, 1)
  })
})

test('a map has no distance to itself', async () => {
  const map = features([1, 3, 40, 40], 1)
  const energy = dot(map, map) / map.data.length
  expect((await histogramTerm(map, map)).value).toBeLessThan(1e-4 * energy)
})

test('under a mask the term is that of the part, and beyond it there is no gradient', async () => {
  const [map, style] = [features([1, 3, 32, 32], 1, false), features([1, 3, 32, 32], 2, false)]
  const half = { shape: [1, 1, 32, 32], data: Float32Array.from({ length: 1024 }, (_, at) => Number(at < 512)) }
  const upper = ({ data }: Value): Value => ({
    shape: [1, 3, 16, 32],
    data: Float32Array.from({ length: 3 * 512 }, (_, at) => data[Math.floor(at / 512) * 1024 + (at % 512)]!),
  })
  const masked = await histogramTerm(map, style, half, half)
  const part = await histogramTerm(upper(map), upper(style))
  expect(masked.value / part.value).toBeCloseTo(1, 3)
  expect(difference(upper(masked.gradient), part.gradient)).toBeLessThan(0.02)
  const beyond = masked.gradient.data.filter((_, at) => at % 1024 >= 512)
  expect(Math.max(...beyond.map(Math.abs))).toBe(0)
})

test('channels of one value, and values that are no numbers, end in a number or in none', async () => {
  const flat = { shape: [1, 2, 8, 8], data: new Float32Array(128).fill(3) }
  const style = features([1, 2, 8, 8], 1)
  expect((await histogramTerm(flat, flat)).value).toBeLessThan(1e-9)
  // All are of the middle rank on average: what is off is the mean.
  const means = [0, 1].map(c => style.data.subarray(64 * c, 64 * c + 64).reduce((a, b) => a + b) / 64)
  const expected = means.reduce((sum, mean) => sum + (3 - mean) ** 2, 0) / 2
  expect((await histogramTerm(flat, style)).value / expected).toBeCloseTo(1, 1)
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38]) {
    const map = { ...style, data: style.data.map((value, at) => (at === 5 ? odd : value)) }
    expect(await histogramTerm(map, style)).toBeDefined()
  }
})
