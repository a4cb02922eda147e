import { gradient } from '../../src/graphs/gradient.js'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { mul, reduceSum, reshape } from '../../src/graphs/operators.js'
import { uniformValues } from './randomValues.js'
import { loadModel, type Value } from './runModel.js'

/** A tensor made from one or more others. */
export type Build = (...operands: Tensor[]) => Tensor

/**
 * What float32 leaves of the agreement below: the differences of sums that lie a sixteenth apart lose four of its 24 bits, and
 * rounding adds up over a few hundred elements.
 */
export const TOLERANCE = 2e-5

const DIRECTIONS = 3

/**
 * Compares the reverse sweep's gradient with differences of the graph's own output, by random projections: for y = f(x), a
 * random cotangent u and a random direction d, ⟨∇⟨u, f⟩, d⟩ against the derivative of ⟨u, f(x + t·d)⟩ in t at 0. Five points
 * are exact for polynomials up to the fourth degree, which every loss of this project is between its kinks; so the step may be
 * large, and rounding stays small. The sum of all elements is checked too: its cotangent is one number that broadcasts.
 *
 * @param operands points that lie 1/8 or more off every kink
 * @returns the largest |difference| / (‖gradient‖ · ‖direction‖) seen
 */
export async function gradientError(build: Build, ...operands: Value[]): Promise<number> {
  const graph = new Graph()
  const inputs = operands.map(({ shape }, at) => graph.input(`x${at}`, shape))
  const y = build(...inputs)
  const cotangent = graph.input('u', y.shape)
  const sums = { projected: total(mul(y, cotangent)), summed: total(y) }
  graph.output('y', y)
  for (const [at, input] of inputs.entries()) {
    for (const [name, sum] of Object.entries(sums)) graph.output(`${name}.${at}`, like(gradient(sum, input), input))
  }
  const model = await loadModel(graph.model('check', {}))
  const u = uniformValues(y.shape.map(Number))
  const ones = { ...u, data: u.data.map(() => 1) }
  const at = (step: number, direction: readonly Value[]) => {
    const moved = operands.map(({ shape, data }, operand) => {
      const along = direction[operand]?.data
      return [`x${operand}`, { shape, data: data.map((value, i) => value + step * (along?.[i] ?? 0)) }] as const
    })
    return model.run({ ...Object.fromEntries(moved), u })
  }
  const here = await at(0, [])

  let worst = 0
  for (let round = 0; round < DIRECTIONS; round++) {
    const direction = operands.map(({ shape }) => uniformValues(shape))
    const STEP = 1 / 16
    const [far, near, nearBehind, farBehind] = await Promise.all([2, 1, -1, -2].map(n => at(n * STEP, direction)))
    for (const [name, weights] of Object.entries({ projected: u, summed: ones })) {
      const value = (outputs?: Record<string, Value>) => dot(outputs?.y, weights)
      const rise = 8 * (value(near) - value(nearBehind)) - (value(far) - value(farBehind))
      const numeric = rise / (12 * STEP)
      const gradients = operands.map((_, operand) => here[`${name}.${operand}`])
      const exact = sumOver(gradients, (g, operand) => dot(g, direction[operand]))
      const scale = Math.sqrt(sumOver(gradients, g => dot(g, g)) * sumOver(direction, d => dot(d, d)))
      worst = Math.max(worst, Math.abs(numeric - exact) / (scale || Number.MIN_VALUE))
    }
  }
  await model.release()
  return worst
}

/**
 * For a linear map A and its pull-back A′: |⟨A·x, u⟩ − ⟨x, A′·u⟩| / (‖A·x‖ · ‖u‖), with a random u. Nothing is subtracted that
 * is nearly equal, so it is sharper than differences.
 */
export async function adjointError(build: Build, x: Value): Promise<number> {
  const graph = new Graph()
  const input = graph.input('x', x.shape)
  const y = build(input)
  const sum = total(mul(y, graph.input('u', y.shape)))
  graph.output('y', y)
  graph.output('pulled', like(gradient(sum, input), input))
  const model = await loadModel(graph.model('check', {}))
  const u = uniformValues(y.shape.map(Number))
  const outputs = await model.run({ x, u })
  await model.release()
  return Math.abs(dot(outputs.y, u) - dot(outputs.pulled, x)) / Math.sqrt(dot(outputs.y, outputs.y) * dot(u, u))
}

/** The inner product, in float64. NaN where the two have not the same number of elements. */
export function dot(a: Value | undefined, b: Value | undefined): number {
  if (!a || !b || a.data.length !== b.data.length) return Number.NaN
  return a.data.reduce((sum, value, i) => sum + value * (b.data[i] ?? 0), 0)
}

/** The sum of all elements, [1]. */
function total(x: Tensor): Tensor {
  return reshape(
    reduceSum(
      x,
      x.shape.map((_, axis) => axis),
    ),
    [1],
  )
}

/** A gradient at its operand's full shape: it may come as a smaller one that broadcasts. */
function like(g: Tensor, operand: Tensor): Tensor {
  const one = operand.graph.constant([1], 'float', [])
  const shape = operand.graph.node(
    'Shape',
    { inputs: [operand], shape: [operand.shape.length], elementType: 'int64' },
    'zero',
  )
  const full = operand.graph.node('Expand', { inputs: [one, shape], shape: operand.shape }, 'no rule')
  return mul(g, full)
}

const sumOver = <Item>(items: readonly Item[], value: (item: Item, at: number) => number): number =>
  items.reduce((sum, item, at) => sum + value(item, at), 0)
