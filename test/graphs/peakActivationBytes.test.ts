import { describe, expect, test } from 'vitest'
import { countOperations } from '../../src/graphs/countOperations.js'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { compileLossGraph } from '../../src/graphs/lossGraph.js'
import { add, conv, gemm, relu, reshape, trim } from '../../src/graphs/operators.js'
import { peakActivationBytes } from '../../src/graphs/peakActivationBytes.js'
import { PRESETS } from '../../src/options/presets.js'
import { lossOf } from './lossOf.js'

/** The peak of a graph of one matrix, 32 by 4: 512 bytes. */
function peakOf(build: (x: Tensor) => Tensor): number {
  const graph = new Graph()
  graph.output('result', build(graph.input('x', [32, 4])))
  return peakActivationBytes(graph.model('test', {}))
}

/** A node that cannot write over its input. */
const copy = (x: Tensor) => trim(x, { axis: 0, start: 0, end: 0 })

describe('values between nodes take', () => {
  test('nothing where there are inputs only', () => {
    expect(peakOf(x => x)).toBe(0)
  })

  test('what a node reads and what it writes', () => {
    expect(peakOf(x => copy(copy(x)))).toBe(1024)
  })

  test('no more for a longer chain, whose first values are free by then', () => {
    expect(peakOf(x => copy(copy(copy(copy(x)))))).toBe(1024)
  })

  test('one place where an operator writes over its input', () => {
    expect(peakOf(x => copy(relu(relu(copy(x)))))).toBe(1024)
  })

  test('a place of its own for a result', () => {
    expect(peakOf(x => relu(copy(x)))).toBe(1024)
  })

  test('nothing for what no result depends on', () => {
    expect(
      peakOf(x => {
        copy(copy(copy(x)))
        return copy(x)
      }),
    ).toBe(512)
  })

  test('nothing for another view', () => {
    expect(peakOf(x => reshape(copy(x), [4, 32]))).toBe(512)
  })

  test('room for what is needed again later', () => {
    expect(
      peakOf(x => {
        const kept = copy(x)
        return add(copy(copy(copy(kept))), kept)
      }),
    ).toBe(1536)
  })

  test('twice the room for a map that a convolution makes in blocks and another reader wants plain', () => {
    const graph = new Graph()
    graph.output('map', conv(graph.input('image', [1, 3, 8, 8]), graph.weight('kernel', [16, 3, 3, 3])))
    expect(peakActivationBytes(graph.model('test', {}))).toBe(2 * 4 * 16 * 64)
  })
})

/** Regions of a gibibyte, as an arena takes for large maps, fit them less well than small regions fit small ones. */
const MOST_WASTED = 4 / 3

const PRESET_LOSSES = Object.entries(PRESETS).map(([name, { styleLayers, contentLayers, pool }]) => {
  return { name, specification: lossOf({ style: styleLayers, content: contentLayers, pool }) }
})

test.each(
  PRESET_LOSSES,
)('the loss of $name takes memory and work in proportion to its pixels, beside what the arena wastes', ({
  specification,
}) => {
  const [small, large] = [256, 1024].map(side => compileLossGraph(specification, { width: side, height: side }))
  if (!small || !large) throw new Error('two graphs were made')
  const growth = peakActivationBytes(large) / peakActivationBytes(small)
  expect(growth).toBeGreaterThan(15)
  expect(growth).toBeLessThan(16 * MOST_WASTED)
  expect(countOperations(large) / countOperations(small)).toBeCloseTo(16, 1)
})

describe('operations are counted', () => {
  test('of a convolution: a multiplication and an addition for each weight and place', () => {
    const graph = new Graph()
    graph.output('map', conv(graph.input('image', [1, 3, 5, 7]), graph.weight('kernel', [4, 3, 3, 3])))
    expect(countOperations(graph.model('test', {}))).toBe(2 * 9 * 3 * 4 * 35)
  })

  test('of a matrix product, with both operands the same too', () => {
    const graph = new Graph()
    const [a, b] = [graph.input('a', [6, 10]), graph.input('b', [10, 3])]
    graph.output('product', gemm(a, b))
    expect(countOperations(graph.model('test', {}))).toBeCloseTo(2 * 6 * 10 * 3)
    graph.output('gram', gemm(a, a, { transB: true }))
    expect(countOperations(graph.model('test', {}))).toBeCloseTo(2 * 6 * 10 * 3 + 2 * 6 * 10 * 6)
  })
})
