import type { Tensor } from '../graph.js'
import { div, elementCount, mul, reduceSum, reshape } from '../operators.js'

/** The mean of the squares of all elements; shape [1]. */
export function meanSquare(x: Tensor): Tensor {
  return div(sumOfAll(mul(x, x)), elementCount(x))
}

/**
 * The sum of all elements; shape [1]. The last axis comes first: ONNX Runtime adds a whole tensor naively, with errors of 1e-3 at
 * 17 M elements, and rows well.
 */
export function sumOfAll(x: Tensor): Tensor {
  const last = x.shape.length - 1
  const rows = reduceSum(x, [last])
  return reshape(
    reduceSum(
      rows,
      x.shape.slice(0, last).map((_, axis) => axis),
    ),
    [1],
  )
}
