/** 3 × 3, row by row. */
export type Matrix = readonly [Row, Row, Row]
export type Row = readonly [number, number, number]

/** Unit eigenvectors of a symmetric matrix with the roots of their eigenvalues, by Jacobi's rotations. */
export function principalAxes(symmetric: Matrix): { axis: Row; deviation: number }[] {
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

export function matrix(entry: (i: number, j: number) => number): Matrix {
  const row = (i: number): Row => [entry(i, 0), entry(i, 1), entry(i, 2)]
  return [row(0), row(1), row(2)]
}

const multiply = (a: Matrix, b: Matrix): Matrix =>
  matrix((i, j) => a[i]![0]! * b[0][j]! + a[i]![1]! * b[1][j]! + a[i]![2]! * b[2][j]!) // i and j are below 3

const transposed = (a: Matrix): Matrix => matrix((i, j) => a[j]![i]!) // likewise
