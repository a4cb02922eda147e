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
  let whole = 0
  // Variables take an eighth of the time of arrays.
  let [r, g, b, rr, rg, gg, rb, gb, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < size; i++) {
    const weight = weights ? weights[i]! : 1 // i is below the size of a plane, here and below
    const red = planes[i]!
    const green = planes[size + i]!
    const blue = planes[2 * size + i]!
    const ofGreen = weight * green
    const ofBlue = weight * blue
    whole += weight
    r += weight * red
    g += ofGreen
    b += ofBlue
    rr += weight * red * red
    rg += ofGreen * red
    gg += ofGreen * green
    rb += ofBlue * red
    gb += ofBlue * green
    bb += ofBlue * blue
  }
  const mean: Row = [r / whole, g / whole, b / whole]
  const products = [[rr], [rg, gg], [rb, gb, bb]]
  return { mean, covariance: centred((a, b) => products[a]![b]! / whole, mean) } // b comes no later than a
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
