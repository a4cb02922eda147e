import { describe, expect, test } from 'vitest'
import type { Tensor } from '../../src/graphs/graph.js'
import {
  add,
  averagePool,
  conv,
  div,
  gemm,
  maxPool,
  mirrorBorder,
  mul,
  reduceSum,
  relu,
  reshape,
  reverse,
  scale,
  sub,
  transpose,
  trim,
  wrapBorder,
} from '../../src/graphs/operators.js'
import { adjointError, type Build, gradientError, TOLERANCE } from './checkGradient.js'
import { distinctValues, startRandomValues, uniformValues, valuesOffZero } from './randomValues.js'
import type { Value } from './runModel.js'

startRandomValues()

/** A constant in the graph of `x`, away from zero so that it can be divided by. */
function constant({ graph }: Tensor, shape: readonly number[]): Tensor {
  return graph.constant([...valuesOffZero(shape).data], 'float', shape)
}

const MAPS: readonly (readonly number[])[] = [
  [1, 2, 2, 2],
  [1, 3, 4, 6],
  [1, 2, 5, 4],
  [1, 2, 4, 5],
  [1, 1, 7, 9],
  [1, 4, 3, 2],
]

describe('the gradient agrees with differences of the output', () => {
  const cases: readonly (readonly [name: string, build: Build, operands: readonly Value[]])[] = [
    ['add', add, [uniformValues([3, 5]), uniformValues([3, 5])]],
    ['add of a tensor to itself', x => add(x, x), [uniformValues([3, 5])]],
    ['add of a constant that broadcasts', x => add(x, constant(x, [1, 2, 1, 1])), [uniformValues([1, 2, 3, 5])]],
    ['sub', sub, [uniformValues([4, 3]), uniformValues([4, 3])]],
    ['sub of a tensor from a constant', x => sub(constant(x, [1]), x), [uniformValues([4, 3])]],
    ['mul', mul, [uniformValues([3, 5]), uniformValues([3, 5])]],
    ['mul with a constant that broadcasts', x => mul(x, constant(x, [1, 2, 1, 1])), [uniformValues([1, 2, 3, 5])]],
    ['mul with itself: a square', x => mul(x, x), [uniformValues([3, 5])]],
    ['mul with a square of itself', x => mul(mul(x, x), x), [uniformValues([7])]],
    ['div by a constant', x => div(x, constant(x, [1, 5])), [uniformValues([3, 5])]],
    ['gemm, a·b', (a, b) => gemm(a, b), [uniformValues([3, 5]), uniformValues([5, 2])]],
    ['gemm, aᵀ·b', (a, b) => gemm(a, b, { transA: true }), [uniformValues([5, 3]), uniformValues([5, 2])]],
    ['gemm, a·bᵀ', (a, b) => gemm(a, b, { transB: true }), [uniformValues([3, 5]), uniformValues([2, 5])]],
    ['gemm, a·a', a => gemm(a, a), [uniformValues([4, 4])]],
    ['gemm, aᵀ·a', a => gemm(a, a, { transA: true }), [uniformValues([5, 3])]],
    ['gemm, a·aᵀ: a Gram matrix', a => gemm(a, a, { transB: true }), [uniformValues([3, 7])]],
    ['conv', x => conv(x, constant(x, [4, 3, 3, 3]), constant(x, [4])), [uniformValues([1, 3, 5, 4])]],
    ...MAPS.map(shape => [`relu [${shape}]`, relu, [valuesOffZero(shape)]] as const),
    ...MAPS.map(shape => [`maxPool [${shape}]`, maxPool, [distinctValues(shape)]] as const),
    [
      'relu, then maxPool, then conv',
      x => conv(maxPool(relu(x)), constant(x, [2, 2, 3, 3])),
      [distinctValues([1, 2, 7, 6])],
    ],
  ]
  test.each(cases)('%s', async (_, build, operands) => {
    expect(await gradientError(build, ...operands)).toBeLessThan(TOLERANCE)
  })
})

describe('the pull-back of a linear operator is its adjoint, whether its cotangent is full or one number', () => {
  const on = (shapes: readonly (readonly number[])[], name: string, build: Build) =>
    shapes.map(shape => [`${name} [${shape}]`, build, shape] as const)
  const cases = [
    ...on(MAPS, 'conv', x => conv(x, constant(x, [4, Number(x.shape[1]), 3, 3]))),
    ...on(
      MAPS.filter(([, , height, width]) => Number(height) > 2 && Number(width) > 2),
      'conv without zeros',
      x => conv(x, constant(x, [4, Number(x.shape[1]), 3, 3]), undefined, 0),
    ),
    ...on(MAPS, 'wrapBorder', wrapBorder),
    ...on(
      [
        [1, 3, 5, 6],
        [1, 1, 7, 9],
      ],
      'mirrorBorder',
      mirrorBorder,
    ),
    ...on([[1, 3, 1, 1]], 'conv', x => conv(x, constant(x, [1, 3, 3, 3]))),
    // A block of channels is pulled back to in another way than fewer.
    ...on([[1, 16, 3, 4]], 'conv', x => conv(x, constant(x, [2, 16, 3, 3]))),
    ...on([[1, 16, 3, 4]], 'conv without zeros', x => conv(x, constant(x, [2, 16, 3, 3]), undefined, 0)),
    ...on(MAPS, 'averagePool', averagePool),
    ...on([[3, 4, 5]], 'reduceSum over the first axis', x => reduceSum(x, [0])),
    ...on([[3, 4, 5]], 'reduceSum over two axes', x => reduceSum(x, [0, 2])),
    ...on(MAPS, 'reshape', x => reshape(x, [Number(x.shape[1]), Number(x.shape[2]) * Number(x.shape[3])])),
    ...on([[3, 5]], 'transpose', x => transpose(x, [1, 0])),
    ...on([[2, 3, 4, 5]], 'transpose, a cycle of axes', x => transpose(x, [1, 2, 3, 0])),
    ...on(MAPS, 'trim at the start', x => trim(x, { axis: 2, start: 1, end: 0 })),
    ...on(MAPS, 'trim at the end', x => trim(x, { axis: 3, start: 0, end: 1 })),
    ...on([[2, 7]], 'trim at both ends', x => trim(x, { axis: 1, start: 2, end: 3 })),
    ...on([[6]], 'reverse', x => reverse(x, [0])),
    ...on(MAPS, 'reverse of two axes', x => reverse(x, [2, 3])),
    ...on([[3, 5]], 'scale', x => scale(x, -2.5)),
  ]
  test.each(cases)('%s', async (_, build, shape) => {
    expect(await adjointError(build, uniformValues(shape))).toBeLessThan(1e-6)
    expect(await gradientError(build, uniformValues(shape))).toBeLessThan(TOLERANCE)
  })
})
