import { addThenDot, dot, scale } from '../kernels/vectors.js'
import type { Matrix } from './featureMap.js'

/** The same span with orthonormal rows, in place (modified Gram-Schmidt). A row that depends on earlier ones becomes 0. */
export function orthonormalize(matrix: Matrix): void {
  const rows = rowsOf(matrix)
  for (const [position, row] of rows.entries()) {
    const before = Math.sqrt(dot(row, row))
    let along = dot(row, rows[0] ?? row)
    for (let index = 0; index < position; index++)
      along = addThenDot(row, -along, rows[index] ?? row, rows[index + 1] ?? row)
    const length = Math.sqrt(dot(row, row))
    scale(row, length > 1e-6 * before ? 1 / length : 0)
  }
}

/** A random matrix with orthonormal rows: a rotation where it is square. */
export function randomRotation(rows: number, columns: number, gaussian: () => number): Matrix {
  const rotation = { rows, columns, values: Float32Array.from({ length: rows * columns }, gaussian) }
  orthonormalize(rotation)
  return rotation
}

/** Views of a matrix's rows. */
export function rowsOf({ rows, columns, values }: Matrix): Float32Array[] {
  return Array.from({ length: rows }, (_, row) => values.subarray(row * columns, (row + 1) * columns))
}
