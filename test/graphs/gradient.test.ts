import { expect, test } from 'vitest'
import { gradient } from '../../src/graphs/gradient.js'
import { type Derivative, Graph, type Pullback, type Tensor } from '../../src/graphs/graph.js'
import {
  add,
  concat,
  conv,
  div,
  elementCount,
  gemm,
  mul,
  reduceSum,
  relu,
  scale,
  sub,
} from '../../src/graphs/operators.js'
import { adjointError, type Build, gradientError, TOLERANCE } from './checkGradient.js'
import { startRandomValues, uniformValues, valuesOffZero } from './randomValues.js'
import { loadModel } from './runModel.js'

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

test('an operand that stands twice gets what each of its places contributes', async () => {
  const offZero = (x: Tensor) => add(x, x.graph.constant([4]))
  const builds: Build[] = [
    x => div(x, offZero(x)),
    x => div(offZero(x), offZero(x)),
    x => sub(mul(x, x), mul(x, sub(scale(x, 2), x))),
    x => gemm(x, gemm(x, x), { transA: true }),
  ]
  for (const build of builds) expect(await gradientError(build, uniformValues([4, 4]))).toBeLessThan(TOLERANCE)
})

test('the quotient of a tensor by itself has gradient 0, and the difference too', async () => {
  for (const build of [div, sub]) {
    const graph = new Graph()
    const x = graph.input('x', [5])
    graph.output('gradient', gradient(reduceSum(build(x, x), [0]), x))
    const model = await loadModel(graph.model('itself', {}))
    const outputs = await model.run({ x: valuesOffZero([5]) })
    for (const value of outputs.gradient?.data ?? [Number.NaN]) expect(Math.abs(value)).toBeLessThan(1e-6)
    await model.release()
  }
})

test('an operator without a rule is refused when the gradient is built, also on one of several ways', () => {
  const graph = new Graph()
  const x = graph.input('x', [4])
  const y = add(reduceSum(mul(x, x), [0]), reduceSum(concat([scale(x, 2), x]), [0]))
  expect(() => gradient(y, x)).toThrow('Concat has no rule for its derivative by Mul_2')
})

test('an operand without a rule is refused, with the operator and the operand', () => {
  const graph = new Graph()
  const kernel = graph.input('kernel', [3, 3, 3, 3])
  const y = reduceSum(conv(graph.input('x', [1, 3, 4, 4]), kernel), [0, 1, 2, 3])
  expect(() => gradient(y, kernel)).toThrow('Conv has no rule for its derivative by kernel')
})

test('an operator without a rule is no matter where the input does not reach it', () => {
  const graph = new Graph()
  const [x, other] = [graph.input('x', [4]), graph.input('other', [2])]
  expect(gradient(reduceSum(mul(x, concat([other, other])), [0]), x).shape).toEqual([4])
})

test('what is piecewise constant ends the way without a word', () => {
  const graph = new Graph()
  const x = graph.input('x', [4])
  expect(() => gradient(elementCount(x), x)).toThrow('does not depend on x')
  expect(gradient(div(reduceSum(x, [0]), elementCount(x)), x).shape).toEqual([1])
})

test.each([
  ['too few', (g: Tensor) => [() => g]],
  ['too many', (g: Tensor) => [() => g, () => g, () => g]],
])('a rule that gives %s pull-backs is refused', (_, rule) => {
  const graph = new Graph()
  const x = graph.input('x', [4])
  const twice = graph.node('Add', { inputs: [x, x], shape: [4] }, (__, g) => rule(g))
  expect(() => gradient(reduceSum(twice, [0]), x)).toThrow(/^Add has 2 operands, but its rule gives \d pull-backs$/)
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
  expect(() => gradient(y, a)).toThrow('Gemm has no rule for its derivative by a')
})

test('shapes that do not fit are refused when the node is made, with both operands', () => {
  const graph = new Graph()
  const [a, b] = [graph.input('a', [2, 3]), graph.input('b', [2, 4])]
  expect(() => add(a, b)).toThrow('Add: [2,3] of a does not fit [2,4] of b')
})

/** An operator of two operands with a rule that may be wrong. */
const ruled =
  (operator: 'Mul' | 'Sub', rule: (g: Tensor, a: Tensor, b: Tensor) => readonly Derivative<Pullback>[]): Build =>
  (a, b = a) =>
    a.graph.node(operator, { inputs: [a, b], shape: a.shape }, (_, g) => rule(g, a, b))

test('the check by differences passes right rules', async () => {
  const square = ruled('Mul', (g, x) => [() => mul(scale(g, 2), x), 'zero'])
  const product = ruled('Mul', (g, a, b) => [() => mul(g, b), () => mul(g, a)])
  const [a, b] = [uniformValues([3, 5]), uniformValues([3, 5])]
  expect(await gradientError(square, a)).toBeLessThan(TOLERANCE)
  expect(await gradientError(product, a)).toBeLessThan(TOLERANCE)
  expect(await gradientError(product, a, b)).toBeLessThan(TOLERANCE)
})

test.each<readonly [planted: string, build: Build]>([
  ['a factor off by a hundredth', ruled('Mul', (g, a, b) => [() => mul(scale(g, 1.01), b), () => mul(g, a)])],
  ['a missing factor', ruled('Mul', (_, __, b) => [() => b, () => b])],
  ['swapped operands', ruled('Mul', (g, a, b) => [() => mul(g, a), () => mul(g, b)])],
  ['a wrong sign', ruled('Sub', g => [() => g, () => g])],
  ['swapped signs', ruled('Sub', g => [() => scale(g, -1), () => g])],
])('the check by differences catches %s', async (_, build) => {
  expect(await gradientError(build, uniformValues([3, 5]), uniformValues([3, 5]))).toBeGreaterThan(10 * TOLERANCE)
})

test('the check by differences catches a missing term, and one too many, where an operand stands twice', async () => {
  const missing = ruled('Mul', (g, a) => [() => mul(g, a), 'zero'])
  const tooMany = ruled('Mul', (g, a) => [() => mul(scale(g, 2), a), () => mul(g, a)])
  for (const build of [missing, tooMany]) {
    expect(await gradientError(build, uniformValues([3, 5]))).toBeGreaterThan(0.01)
  }
})

test('the adjoint check catches a factor and a wrong place', async () => {
  const wrongFactor = (x: Tensor) =>
    x.graph.node('Identity', { inputs: [x], shape: x.shape }, (_, g) => [() => scale(g, 0.999)])
  const wrongPlace = (x: Tensor) =>
    x.graph.node('Transpose', { inputs: [x], attributes: { perm: [1, 0] }, shape: x.shape }, (_, g) => [() => g])
  expect(await adjointError(wrongFactor, uniformValues([4, 4]))).toBeGreaterThan(1e-5)
  expect(await adjointError(wrongPlace, uniformValues([4, 4]))).toBeGreaterThan(0.01)
})
