/** 3 × 3, row by row. */
export type Matrix = readonly [Row, Row, Row]
export type Row = readonly [number, number, number]

export function matrix(entry: (i: number, j: number) => number): Matrix {
  const row = (i: number): Row => [entry(i, 0), entry(i, 1), entry(i, 2)]
  return [row(0), row(1), row(2)]
}

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  matrix((i, j) => a[i]![0]! * b[0][j]! + a[i]![1]! * b[1][j]! + a[i]![2]! * b[2][j]!) // i and j are below 3

export const transposed = (a: Matrix): Matrix => matrix((i, j) => a[j]![i]!) // likewise

/** The inverse of a matrix that has one, by its cofactors. */
export function inverse(a: Matrix): Matrix {
  const at = (i: number, j: number) => a[i % 3]![j % 3]! // likewise
  const cofactor = (i: number, j: number) => at(i + 1, j + 1) * at(i + 2, j + 2) - at(i + 1, j + 2) * at(i + 2, j + 1)
  const determinant = a[0][0] * cofactor(0, 0) + a[0][1] * cofactor(0, 1) + a[0][2] * cofactor(0, 2)
  return matrix((i, j) => cofactor(j, i) / determinant)
}
