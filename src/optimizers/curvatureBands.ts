/**
 * Orthogonal subspaces that make up the whole space, each of which a loss is taken to answer to with one curvature. They may be
 * others in each cycle, of the same meaning.
 */
export interface CurvatureBands {
  readonly count: number
  /** What they need of the scratch of a space of vectors to work there; nothing by default. */
  readonly scratchBytes?: number
  /** The squared length of a vector's part in each band; together they are that of the vector. */
  energies(vector: Float32Array, cycle: number): Float64Array
  /** Multiplies the vector's part in each band by a factor, in place. */
  scale(vector: Float32Array, factors: readonly number[], cycle: number): void
}
