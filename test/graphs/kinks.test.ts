import { expect, test } from 'vitest'
import { gradient } from '../../src/graphs/gradient.js'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { maxPool, mul, type Operator, reduceSum, relu } from '../../src/graphs/operators.js'
import { loadModel } from './runModel.js'

/** The gradient of Σ cotangent · f(x), row by row, for an image [1, 1, height, width]. */
async function pulledBack(f: Operator<[Tensor]>, rows: number[][], cotangent: number[][]): Promise<number[][]> {
  const [height, width] = [rows.length, rows[0]?.length ?? 0]
  const graph = new Graph()
  const x = graph.input('x', [1, 1, height, width])
  const y = f(x)
  const weights = graph.constant(cotangent.flat(), 'float', y.shape)
  graph.output('gradient', gradient(reduceSum(mul(y, weights), [0, 1, 2, 3]), x))
  const model = await loadModel(graph.model('kink', {}))
  const outputs = await model.run({ x: { shape: [1, 1, height, width], data: Float32Array.from(rows.flat()) } })
  await model.release()
  const values = [...(outputs.gradient?.data ?? [])]
  return rows.map((_, row) => values.slice(row * width, (row + 1) * width))
}

test('relu passes nothing back at exactly 0, nothing beside it below, everything above', async () => {
  expect(await pulledBack(relu, [[-1, -1e-30, -0, 0, 1e-30, 1]], [[2, 3, 4, 5, 6, 7]])).toEqual([[0, 0, 0, 0, 6, 7]])
})

test('a single maximum takes the whole cotangent of its window', async () => {
  const rows = [
    [1, 2, -3, -4],
    [0, -1, -5, -6],
  ]
  expect(await pulledBack(maxPool, rows, [[12, 24]])).toEqual([
    [0, 12, 24, 0],
    [0, 0, 0, 0],
  ])
})

// biome-ignore format: windows and their cotangents side by side
const TIES = [
  ['two in a row', [[5, 5], [1, 2]], [[6, 6], [0, 0]]],
  ['two on a diagonal', [[1, 5], [5, 2]], [[0, 6], [6, 0]]],
  ['three', [[5, 5], [5, 2]], [[4, 4], [4, 0]]],
  ['four', [[5, 5], [5, 5]], [[3, 3], [3, 3]]],
  ['four zeros, as behind a ReLU', [[0, 0], [0, 0]], [[3, 3], [3, 3]]],
] satisfies [string, number[][], number[][]][]

test.each(TIES)('equal maxima share the cotangent: %s', async (_, window, shared) => {
  expect(await pulledBack(maxPool, window, [[12]])).toEqual(shared)
})

test('ties in one window leave its neighbours alone', async () => {
  const rows = [
    [5, 5, 5, 1],
    [5, 5, 0, 1],
  ]
  expect(await pulledBack(maxPool, rows, [[12, 7]])).toEqual([
    [3, 3, 7, 0],
    [3, 3, 0, 0],
  ])
})

test('a dropped last row and column get nothing, whatever their values', async () => {
  const rows = [
    [0, 1, 0],
    [0, 0, 9],
    [9, 0, 0],
  ]
  expect(await pulledBack(maxPool, rows, [[12]])).toEqual([
    [0, 12, 0],
    [0, 0, 0],
    [0, 0, 0],
  ])
})
