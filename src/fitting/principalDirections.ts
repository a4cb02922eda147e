import { dot } from '../kernels/vectors.js'
import type { Matrix } from './featureMap.js'
import type { Numerics } from './numerics.js'
import { orthonormalize, rowsOf } from './orthonormal.js'

/** Enough for the leading directions to settle; they are mixed at random afterwards, so the last digits do not matter. */
const ITERATIONS = 2

/**
 * The leading principal directions of centred samples [rows, columns], by subspace iteration (Golub & Van Loan, "Matrix
 * Computations", 8.2.4), with the variance along each.
 *
 * @returns at most `count` unit vectors, one a row; no more than the samples have columns
 */
export async function principalDirections(
  numerics: Numerics,
  samples: Matrix,
  count: number,
  gaussian: () => number,
): Promise<{ vectors: Matrix; variances: readonly number[] }> {
  const { columns } = samples
  const rows = Math.min(count, columns)
  let vectors: Matrix = { rows, columns, values: Float32Array.from({ length: rows * columns }, gaussian) }
  let variances: readonly number[] = []
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const images = await numerics.covarianceTimes(samples, vectors)
    const ofEach = rowsOf(images)
    variances = rowsOf(vectors).map((vector, row) => dot(vector, ofEach[row] ?? vector))
    orthonormalize(images)
    vectors = images
  }
  return { vectors, variances }
}
