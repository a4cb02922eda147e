import type { ColourMoments } from './colourMoments.js'
import { type Matrix, matrix, multiply, type Row } from './matrix.js'
import { type Axis, principalAxes } from './principalAxes.js'

/** An affine map of colours. */
export type ColourMap = (planes: Float32Array) => Float32Array<ArrayBuffer>

/**
 * The map that gives colours of some moments others, and moves them the least that this takes: the optimal transport between two normal
 * distributions (Monge–Kantorovich; Pitié and Kokaram 2007), `A(x − μ) + μ'` with `A = S^-½ (S^½ S' S^½)^½ S^-½`.
 *
 * @param least standard deviation that counts as one at least, in any direction: what varies less is noise, which nothing should
 *   make much of
 */
export function colourTransport(from: ColourMoments, to: ColourMoments, least: number): ColourMap {
  const axes = principalAxes(from.covariance).map(({ axis, deviation }) => ({
    axis,
    deviation: Math.max(deviation, least),
  }))
  const root = alongAxes(axes, deviation => deviation)
  const inverseRoot = alongAxes(axes, deviation => 1 / deviation)
  const between = multiply(multiply(root, to.covariance), root)
  const middle = alongAxes(principalAxes(between), deviation => deviation)
  const map = multiply(multiply(inverseRoot, middle), inverseRoot)
  return planes => mapped(planes, map, from.mean, to.mean)
}

/** The symmetric matrix of these axes with other values. */
function alongAxes(axes: readonly Axis[], value: (deviation: number) => number): Matrix {
  // i and j are below 3.
  return matrix((i, j) => axes.reduce((sum, { axis, deviation }) => sum + value(deviation) * axis[i]! * axis[j]!, 0))
}

function mapped(planes: Float32Array, map: Matrix, from: Row, to: Row): Float32Array<ArrayBuffer> {
  const result = new Float32Array(planes.length)
  const size = planes.length / 3
  const [first, second, third] = map
  for (let i = 0; i < size; i++) {
    const x = planes[i]! - from[0] // i is below the size of a plane, here and below
    const y = planes[size + i]! - from[1]
    const z = planes[2 * size + i]! - from[2]
    result[i] = first[0] * x + first[1] * y + first[2] * z + to[0]
    result[size + i] = second[0] * x + second[1] * y + second[2] * z + to[1]
    result[2 * size + i] = third[0] * x + third[1] * y + third[2] * z + to[2]
  }
  return result
}
