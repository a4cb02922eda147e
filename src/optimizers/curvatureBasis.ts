/**
 * An orthonormal basis in which coordinates of like curvature lie together, as segments. It may be another one at each turn,
 * with segments of the same meaning: points and gradients stay in coordinates of their own.
 */
export interface CurvatureBasis {
  /** Where each segment of the coefficients ends, the last one at the vectors' length. */
  readonly segments: readonly number[]
  /** Fills `coefficients` with those of a vector. */
  toCoefficients(coefficients: Float32Array, vector: Float32Array, turn: number): void
  /** Fills `vector` from its coefficients: the inverse, and the transpose. */
  fromCoefficients(vector: Float32Array, coefficients: Float32Array, turn: number): void
}
