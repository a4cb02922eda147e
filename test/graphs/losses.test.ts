import { describe, expect, test } from 'vitest'
import type { Borders } from '../../src/graphs/borders.js'
import { gradient } from '../../src/graphs/gradient.js'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { mul, reduceSum } from '../../src/graphs/operators.js'
import { MOMENTS_TERM } from '../../src/graphs/terms/momentsTerm.js'
import { gramMatrix } from '../../src/graphs/terms/styleTerm.js'
import type { ImageKind, TapKind } from '../../src/graphs/terms/termKind.js'
import { TERM_KINDS } from '../../src/graphs/terms/termKinds.js'
import { totalVariation } from '../../src/graphs/terms/totalVariationTerm.js'
import { gradientError, TOLERANCE } from './checkGradient.js'
import { startRandomValues, uniformValues } from './randomValues.js'
import { loadModel, type Value } from './runModel.js'

startRandomValues()

async function evaluatedAll(
  read: (x: Tensor) => Readonly<Record<string, Tensor>>,
  x: Value,
): Promise<Record<string, Value>> {
  const graph = new Graph()
  for (const [name, value] of Object.entries(read(graph.input('x', x.shape)))) graph.output(name, value)
  const model = await loadModel(graph.model('loss', {}))
  const outputs = await model.run({ x })
  await model.release()
  return outputs
}

async function evaluated(term: (x: Tensor) => Tensor, x: Value): Promise<Value> {
  const { y } = await evaluatedAll(x => ({ y: term(x) }), x)
  if (!y) throw new Error('the graph has no output y')
  return y
}

const constant = ({ graph }: Tensor, { shape, data }: Value) => graph.constant([...data], 'float', shape)

const TAP_KINDS = Object.entries<TapKind | ImageKind>(TERM_KINDS).filter(
  // One that compares maps themselves is not differentiated by what it reads.
  (entry): entry is [string, TapKind] => 'read' in entry[1] && !('compare' in entry[1]),
)

describe.each([[[1, 3, 4, 6]], [[1, 4, 3, 5]], [[1, 2, 1, 7]], [[1, 3, 1, 1]]])('of a map %j', shape => {
  const channels = shape[1] ?? 0
  const map = uniformValues(shape)

  test('the Gram matrix has the gradient of its differences', async () => {
    expect(await gradientError(gramMatrix, map)).toBeLessThan(TOLERANCE)
  })

  test.each(TAP_KINDS)('what the term %s reads has the gradient of its differences, whole and masked', async (_, {
    read,
  }) => {
    const mask = { shape: [1, 1, ...shape.slice(2)], data: uniformValues(shape.slice(2)).data.map(Math.abs) }
    for (const name of Object.keys(read(new Graph().input('x', shape)))) {
      // The deviation of a single position does not change.
      if (name === 'deviation' && map.data.length === channels) continue
      const value = (x: Tensor, given?: Tensor) => {
        const y = read(x, given)[name] as Tensor
        // No polynomial, but its square is one.
        return name === 'deviation' ? mul(y, y) : y
      }
      expect(await gradientError(x => value(x), map)).toBeLessThan(TOLERANCE)
      expect(await gradientError(x => value(x, constant(x, mask)), map)).toBeLessThan(TOLERANCE)
    }
  })

  test('moments are mean and standard deviation by channel', async () => {
    const { mean, deviation } = await evaluatedAll(x => MOMENTS_TERM.read(x), map)
    for (let c = 0; c < channels; c++) {
      const values = [...map.data].slice((c * map.data.length) / channels, ((c + 1) * map.data.length) / channels)
      const expected = values.reduce((a, b) => a + b) / values.length
      const variance = values.reduce((sum, value) => sum + (value - expected) ** 2, 0) / values.length
      expect(mean?.data[c]).toBeCloseTo(expected, 6)
      expect(deviation?.data[c]).toBeCloseTo(Math.sqrt(variance + 1e-6), 6)
    }
  })

  test('the Gram matrix holds mean products of channels, divided by the number of channels', async () => {
    const positions = map.data.length / channels
    const channel = (c: number) => map.data.subarray(c * positions, (c + 1) * positions)
    const { data } = await evaluated(gramMatrix, map)
    for (const [at, value] of data.entries()) {
      const [a, b] = [channel(Math.floor(at / channels)), channel(at % channels)]
      const product = a.reduce((sum, x, position) => sum + x * (b[position] ?? 0), 0)
      expect(value).toBeCloseTo(product / map.data.length, 6)
    }
  })
})

test.each([
  [[1, 3, 4, 6]],
  [[1, 3, 5, 3]],
  [[1, 3, 2, 2]],
  [[1, 3, 1, 4]],
])('total variation of an image %j has the gradient of its differences', async shape => {
  // Circular borders have sides of two pixels and more.
  for (const borders of ['zero', ...(shape.includes(1, 2) ? [] : ['circular'])] as Borders[])
    expect(await gradientError(image => totalVariation(image, borders), uniformValues(shape))).toBeLessThan(TOLERANCE)
})

test('total variation is the squared difference of neighbours over the number of values', async () => {
  const image = { shape: [1, 3, 2, 3], data: Float32Array.of(1, 2, 4, 1, 1, 1, ...Array(12).fill(7)) }
  // First row 1 and 4, second row 0, columns 0, 1 and 9.
  expect((await evaluated(x => totalVariation(x), image)).data[0]).toBeCloseTo((1 + 4 + 0 + 1 + 9) / 18, 6)
})

test('a channel that is the same everywhere has a deviation and a gradient that are numbers, far from 0 too', async () => {
  const flat = { shape: [1, 2, 64, 64], data: new Float32Array(2 * 64 * 64).fill(317.3) }
  const graph = new Graph()
  const x = graph.input('x', flat.shape)
  const { deviation } = MOMENTS_TERM.read(x)
  graph.output('deviation', deviation)
  graph.output('gradient', gradient(reduceSum(deviation, [0, 1]), x))
  const model = await loadModel(graph.model('flat', {}))
  const outputs = await model.run({ x: flat })
  await model.release()
  expect(outputs.deviation?.data[0]).toBeCloseTo(1e-3, 4)
  expect(Math.max(...(outputs.gradient?.data ?? [Number.NaN]).map(Math.abs))).toBeLessThan(1e-3)
})
