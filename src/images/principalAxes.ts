import { type Matrix, matrix, multiply, type Row, transposed } from './matrix.js'

/** A direction, of length 1, in which colours vary, and how far: their standard deviation. */
export interface Axis {
  readonly axis: Row
  readonly deviation: number
}

/** Unit eigenvectors of a symmetric matrix with the roots of their eigenvalues, by Jacobi's rotations. */
export function principalAxes(symmetric: Matrix): Axis[] {
  let values = symmetric
  let axes: Matrix = matrix((i, j) => (i === j ? 1 : 0)) // in rows
  for (let sweep = 0; sweep < 10; sweep++) {
    for (const [p, q] of PLANES) {
      const angle = 0.5 * Math.atan2(2 * values[p]![q]!, values[q]![q]! - values[p]![p]!) // p and q are below 3
      const rotation = matrix((i, j) => {
        if (i === j) return i === p || i === q ? Math.cos(angle) : 1
        if (i === p && j === q) return -Math.sin(angle)
        return i === q && j === p ? Math.sin(angle) : 0
      })
      values = multiply(multiply(rotation, values), transposed(rotation))
      axes = multiply(rotation, axes)
    }
  }
  return axes.map((axis, i) => ({ axis, deviation: Math.sqrt(Math.max(0, values[i]![i]!)) })) // three of each
}

const PLANES = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const
