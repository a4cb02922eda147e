import type { Matrix } from './featureMap.js'
import type { Numerics } from './numerics.js'
import { dot, orthonormalize } from './orthonormal.js'

/** Enough for the leading directions to settle; they are mixed at random afterwards, so the last digits do not matter. */
const ITERATIONS = 5

/**
 * The leading principal directions of centred samples [rows, columns], by subspace iteration (Golub & Van Loan, "Matrix
 * Computations", 8.2.4), with the variance along each.
 *
 * @returns at most `count` unit vectors; no more than the samples have columns
 */
export async function principalDirections(
  numerics: Numerics,
  samples: Matrix,
  count: number,
  gaussian: () => number,
): Promise<{ vectors: Float64Array[]; variances: number[] }> {
  const size = samples.columns
  const wanted = Math.min(count, size)
  const covariance = await numerics.covariance(samples)
  let vectors = orthonormalize(Array.from({ length: wanted }, () => Float64Array.from({ length: size }, gaussian)))
  let variances: number[] = []
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const basis: Matrix = { rows: size, columns: wanted, values: asColumns(vectors, size) }
    const images = fromColumns(await numerics.multiply(covariance, basis))
    variances = vectors.map((vector, index) => dot(vector, images[index] ?? vector))
    vectors = orthonormalize(images)
  }
  return { vectors, variances }
}

function asColumns(vectors: readonly Float64Array[], size: number): Float32Array {
  const count = vectors.length
  const values = new Float32Array(size * count)
  for (const [column, vector] of vectors.entries())
    for (let row = 0; row < size; row++) values[row * count + column] = vector[row] ?? 0
  return values
}

function fromColumns({ rows, columns, values }: Matrix): Float64Array[] {
  return Array.from({ length: columns }, (_, column) => {
    const vector = new Float64Array(rows)
    for (let row = 0; row < rows; row++) vector[row] = values[row * columns + column] ?? 0
    return vector
  })
}
