import { type Matrix, matrix, type Row } from './matrix.js'

/** Mean and covariance of three channels over the pixels of a picture. */
export interface ColourMoments {
  readonly mean: Row
  readonly covariance: Matrix
}

/**
 * The moments of planes [3, height, width].
 *
 * @param weights of the pixels, [height, width], not all zero: alpha, for example; all alike where there are none
 */
export function colourMoments(planes: Float32Array, weights?: Float32Array): ColourMoments {
  const size = planes.length / 3
  const sums = [0, 0, 0]
  const products = Array.from({ length: 9 }, () => 0)
  let whole = 0
  for (let i = 0; i < size; i++) {
    const weight = weights ? weights[i]! : 1 // i is below the size of a plane, here and below
    whole += weight
    for (let a = 0; a < 3; a++) {
      const value = weight * planes[a * size + i]!
      sums[a]! += value
      for (let b = 0; b <= a; b++) products[3 * a + b]! += value * planes[b * size + i]!
    }
  }
  const mean: Row = [sums[0]! / whole, sums[1]! / whole, sums[2]! / whole] // of three
  return { mean, covariance: centred((a, b) => products[3 * a + b]! / whole, mean) } // of nine
}

/** The moments of pictures together, each counting alike. */
export function pooled(all: readonly ColourMoments[]): ColourMoments {
  const average = (value: (moments: ColourMoments) => number) =>
    all.reduce((sum, moments) => sum + value(moments), 0) / all.length
  const meanOf = (a: number) => average(({ mean }) => mean[a]!) // a and b are below 3
  const mean: Row = [meanOf(0), meanOf(1), meanOf(2)]
  const product = (a: number, b: number) =>
    average(moments => moments.covariance[a]![b]! + moments.mean[a]! * moments.mean[b]!) // likewise
  return { mean, covariance: centred(product, mean) }
}

/** @param product the mean of two channels' product, of which the second comes no later */
function centred(product: (a: number, b: number) => number, mean: Row): Matrix {
  return matrix((a, b) => product(Math.max(a, b), Math.min(a, b)) - mean[a]! * mean[b]!) // a and b are below 3
}
