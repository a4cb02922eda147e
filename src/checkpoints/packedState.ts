/** Plain data whose vectors have been taken out. */
export interface PackedState {
  /** What JSON can hold, with a reference in place of each vector. */
  readonly data: unknown
  /** Each once, however often it is referred to. */
  readonly vectors: readonly Vector[]
}

export type Vector = Float32Array | Float64Array

const REFERENCE = 'vector'

/**
 * Takes the vectors out of plain data: objects, lists, numbers, texts. Finite numbers come back from JSON bit by bit. Two places that
 * hold one vector hold one vector again.
 */
export function packState(state: unknown): PackedState {
  const vectors: Vector[] = []
  const pack = (value: unknown): unknown => {
    if (value instanceof Float32Array || value instanceof Float64Array) {
      if (!vectors.includes(value)) vectors.push(value)
      return { [REFERENCE]: vectors.indexOf(value) }
    }
    if (Array.isArray(value)) return value.map(pack)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, pack(own)]))
  }
  return { data: pack(state), vectors }
}

/** What was packed, around the vectors that are given. Throws where a reference leads nowhere. */
export function unpackState({ data, vectors }: PackedState): unknown {
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack)
    if (typeof value !== 'object' || value === null) return value
    if (REFERENCE in value) {
      const vector = vectors[Number(value[REFERENCE])]
      if (!vector) throw new Error('a vector is missing')
      return vector
    }
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, unpack(own)]))
  }
  return unpack(data)
}
