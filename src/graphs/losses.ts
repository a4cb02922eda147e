import { product } from './dimension.js'
import type { Tensor } from './graph.js'
import { add, div, elementCount, gemm, mul, reduceSum, reshape, sub, trim } from './operators.js'

/**
 * Gram matrix of a feature map [1, C, H, W], divided by its size: F·Fᵀ / (C·H·W) with F the map as C × (H·W); [C, C].
 * Gatys, Ecker, Bethge 2015 divide in the loss instead; dividing here lets content and style pictures differ in size.
 */
export function gramMatrix(map: Tensor): Tensor {
  const [, channels = 0, height = 0, width = 0] = map.shape
  const features = reshape(map, [channels, product([height, width])])
  return div(gemm(features, features, { transB: true }), elementCount(map))
}

/** mean((G − A)²) of a feature map's Gram matrix against the target A [C, C]; shape [1]. */
export function styleTerm(map: Tensor, target: Tensor): Tensor {
  return meanSquare(sub(gramMatrix(map), target))
}

/** mean((F − P)²) of a feature map against the target P of the same shape; shape [1]. */
export function contentTerm(map: Tensor, target: Tensor): Tensor {
  return meanSquare(sub(map, target))
}

/**
 * Total variation of an image [1, 3, H, W]: squared differences of neighbouring pixels, summed over both directions and
 * divided by the number of values, so that a weight means the same at every size; shape [1]. neural-style uses this squared
 * form too, as a sum; the absolute form of Rudin, Osher, Fatemi 1992 has no gradient where neighbours are equal.
 */
export function totalVariation(image: Tensor): Tensor {
  const [rows, columns] = ([2, 3] as const).map(axis => {
    const step = sub(trim(image, { axis, start: 1, end: 0 }), trim(image, { axis, start: 0, end: 1 }))
    return sumOfAll(mul(step, step))
  }) as [Tensor, Tensor]
  return div(add(rows, columns), elementCount(image))
}

function meanSquare(x: Tensor): Tensor {
  return div(sumOfAll(mul(x, x)), elementCount(x))
}

/** The last axis first: ONNX Runtime adds a whole tensor naively, with errors of 1e-3 at 17 M elements, and rows well. */
function sumOfAll(x: Tensor): Tensor {
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
