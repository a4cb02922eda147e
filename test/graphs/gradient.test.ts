import { expect, test } from 'vitest'
import { gradient } from '../../src/graphs/gradient.js'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { add, concat, div, gemm, mul, reduceSum, relu, scale } from '../../src/graphs/operators.js'
import { adjointError, gradientError, TOLERANCE } from './checkGradient.js'
import { startRandomValues, uniformValues, valuesOffZero } from './randomValues.js'

startRandomValues()

test('a tensor that is used several times has its cotangents added', async () => {
  const build = (x: Tensor) => add(mul(x, x), add(scale(x, 3), mul(relu(x), x)))
  expect(await gradientError(build, valuesOffZero([3, 5]))).toBeLessThan(TOLERANCE)
})

test('only nodes on the way to the differentiated input get a gradient', () => {
  const graph = new Graph()
  const [x, other] = [graph.input('x', [4]), graph.input('other', [4])]
  const y = reduceSum(
    mul(
      graph.within('used', () => scale(x, 2)),
      graph.within('unused', () => relu(other)),
    ),
    [0],
  )
  gradient(y, x)
  const scopes = (graph.model('m', {}).graph?.node ?? []).map(({ name }) => name ?? '')
  expect(scopes.filter(name => name.startsWith('gradient/used/'))).not.toEqual([])
  expect(scopes.filter(name => name.startsWith('gradient/unused/'))).toEqual([])
})

test('an output that does not depend on the input is refused, with both names', () => {
  const graph = new Graph()
  const [x, other] = [graph.input('x', [4]), graph.input('other', [4])]
  expect(() => gradient(reduceSum(other, [0]), x)).toThrow('ReduceSum does not depend on x')
})

test('an operand that has no pull-back is refused, with the operator and the operand', () => {
  const graph = new Graph()
  const x = graph.input('x', [4])
  const y = reduceSum(div(graph.input('dividend', [4]), x), [0])
  expect(() => gradient(y, x)).toThrow('Div cannot be differentiated in its operand x')
})

test('nothing is differentiated through an operator without a derivative', () => {
  const graph = new Graph()
  const x = graph.input('x', [4])
  expect(() => gradient(reduceSum(concat([x, x]), [0]), x)).toThrow('does not depend on x')
})

test('an operand that was broadcast is refused rather than given a gradient of the wrong shape', () => {
  const graph = new Graph()
  const x = graph.input('x', [1])
  const y = reduceSum(mul(x, graph.input('a', [4])), [0])
  expect(() => gradient(y, x)).toThrow('larger than its tensor x')
})

test('a product of two transposed matrices is refused', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a', [2, 3]), graph.input('b', [4, 2])]
  const y = reduceSum(gemm(a, b, { transA: true, transB: true }), [0, 1])
  expect(() => gradient(y, a)).toThrow('both operands transposed')
})

test('shapes that do not fit are refused when the node is made, with both operands', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a', [2, 3]), graph.input('b', [2, 4])]
  expect(() => add(a, b)).toThrow('Add: [2,3] of a does not fit [2,4] of b')
})

/** The square of x with a pull-back of `factor` times what is right. */
const squareWith = (factor: number) => (x: Tensor) =>
  x.graph.node('Mul', { inputs: [x, x], shape: x.shape }, (_, g) => [
    () => mul(mul(g, x.graph.constant([2 * factor])), x),
  ])

test('the checker passes a right pull-back and catches one that is wrong by a hundredth', async () => {
  expect(await gradientError(squareWith(1), uniformValues([3, 5]))).toBeLessThan(TOLERANCE)
  expect(await gradientError(squareWith(1.01), uniformValues([3, 5]))).toBeGreaterThan(10 * TOLERANCE)
  expect(await gradientError(squareWith(-1), uniformValues([3, 5]))).toBeGreaterThan(0.01)
})

test('the adjoint check catches a factor and a wrong place', async () => {
  const wrongFactor = (x: Tensor) =>
    x.graph.node('Identity', { inputs: [x], shape: x.shape }, (_, g) => [() => scale(g, 0.999)])
  const wrongPlace = (x: Tensor) =>
    x.graph.node('Transpose', { inputs: [x], attributes: { perm: [1, 0] }, shape: x.shape }, (_, g) => [() => g])
  expect(await adjointError(wrongFactor, uniformValues([4, 4]))).toBeGreaterThan(1e-5)
  expect(await adjointError(wrongPlace, uniformValues([4, 4]))).toBeGreaterThan(0.01)
})
