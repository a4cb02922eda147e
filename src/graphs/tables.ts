import type { Tensor } from './graph.js'

/**
 * Operators that count values and look them up in tables, a row a channel. All are piecewise constant, or used as if they were: nothing is
 * differentiated through them.
 */

/**
 * The whole part of each value as an index from 0 to `most`, which stands for all beyond; also where it is not a number: ONNX Runtime stops
 * at an index that is none.
 */
export function indexOf(x: Tensor, most: number): Tensor {
  const { graph, shape } = x
  const attributes = { to: ONNX_INT64 }
  const whole = graph.node('Cast', { inputs: [x], attributes, shape, elementType: 'int64' }, 'zero')
  const bounds = [0, most].map(bound => graph.constant([bound], 'int64', []))
  return graph.node('Clip', { inputs: [whole, ...bounds], shape, elementType: 'int64' }, 'zero')
}

export function floor(x: Tensor): Tensor {
  return x.graph.node('Floor', { inputs: [x], shape: x.shape }, 'zero')
}

export function ceil(x: Tensor): Tensor {
  return x.graph.node('Ceil', { inputs: [x], shape: x.shape }, 'zero')
}

/** Values below the least become that, and those above the most, that. */
export function clamp(x: Tensor, least: number, most: number): Tensor {
  const bound = (value: number) => x.graph.constant([value], 'float', [])
  return x.graph.node('Clip', { inputs: [x, bound(least), bound(most)], shape: x.shape }, 'zero')
}

/** A one for each value. */
export function onesLike(x: Tensor): Tensor {
  const attributes = { alpha: { float: 0 }, beta: { float: 1 } }
  return x.graph.node('HardSigmoid', { inputs: [x], attributes, shape: x.shape }, 'zero')
}

/** The least value of each row, or the greatest: [C, N] → [C, 1]. */
export function extreme(x: Tensor, which: 'ReduceMin' | 'ReduceMax'): Tensor {
  const attributes = { axes: [1], keepdims: 1 }
  return x.graph.node(which, { inputs: [x], attributes, shape: x.shape.with(1, 1) }, 'zero')
}

/** Column number `at` of a table [C, N], or that so far from its end where it is negative: [C, 1]. */
export function column(x: Tensor, at: number): Tensor {
  return columns(x, at, at + 1 || BEYOND)
}

/** The columns of a table from one up to another, which is left out. */
export function columns(x: Tensor, from: number, to: number): Tensor {
  const inputs = [[from], [to], [1]].map(values => x.graph.constant(values, 'int64'))
  const count = to === BEYOND ? 1 : to - from
  return x.graph.node('Slice', { inputs: [x, ...inputs], shape: x.shape.with(1, count) }, 'zero')
}

/** Adds up each row: a value becomes the sum of itself and of all that are left of it. */
export function cumulated(x: Tensor): Tensor {
  return x.graph.node('CumSum', { inputs: [x, x.graph.constant([1], 'int64', [])], shape: x.shape }, 'zero')
}

/** What indices [C, N] of a table's columns stand for: for each the value of its own row. */
export function lookedUp(table: Tensor, indices: Tensor): Tensor {
  const attributes = { axis: 1 }
  return table.graph.node('GatherElements', { inputs: [table, indices], attributes, shape: indices.shape }, 'zero')
}

/** A table [C, columns] of what values [C, N] add up to whose indices are the same. */
export function addedUp(values: Tensor, indices: Tensor, count: number): Tensor {
  const { graph } = values
  const shape = [Number(values.shape[0]), count]
  const size = graph.constant(shape, 'int64')
  const none = graph.node('Expand', { inputs: [graph.constant([0], 'float', []), size], shape }, 'zero')
  const attributes = { axis: 1, reduction: 'add' }
  return graph.node('ScatterElements', { inputs: [none, indices, values], attributes, shape, opset: 16 }, 'zero')
}

const ONNX_INT64 = 7
const BEYOND = 2 ** 31 - 1
