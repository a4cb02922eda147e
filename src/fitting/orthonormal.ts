/** The same span with orthonormal vectors, in place (modified Gram-Schmidt). A vector that depends on earlier ones becomes 0. */
export function orthonormalize(vectors: Float64Array[]): Float64Array[] {
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, vector))
    for (const earlier of vectors) {
      if (earlier === vector) break
      const along = dot(vector, earlier)
      for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) - along * (earlier[at] ?? 0)
    }
    const length = Math.sqrt(dot(vector, vector))
    const factor = length > 1e-9 * before ? 1 / length : 0
    for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) * factor
  }
  return vectors
}

/** A random rotation: `size` orthonormal rows. */
export function randomRotation(size: number, gaussian: () => number): Float64Array[] {
  return orthonormalize(Array.from({ length: size }, () => Float64Array.from({ length: size }, gaussian)))
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
