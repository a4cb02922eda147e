/** How far one quantity is from its reference. */
export interface Deviation {
  readonly quantity: string
  /** Relative: of a number |a − b| / |b|, of a tensor ‖a − b‖₂ / ‖b‖₂; of `gradient direction` 1 − cosine. */
  readonly error: number
  readonly limit: number
  readonly ok: boolean
  /** How it was measured, where that is not as a matter of course. */
  readonly note?: string
}

/** The errors that a backend may have: in losses, terms and Gram matrices, and in the gradient. */
export interface ParityLimits {
  readonly value: number
  readonly gradient: number
}

/**
 * What a backend of float32 arithmetic is asked for, and one that rounds products to TF32.
 *
 * TF32 keeps 11 bits: maps are off by ε = 5e-4. That share of rectifiers and maxima is within rounding of choosing otherwise, and a
 * share ε of a gradient's parts exchanged for others is √ε = 2.2e-2 of its length. Winograd's tiles are off by 1e-6, and gradients by 1e-3.
 */
export const LIMITS = {
  float32: { value: 1e-4, gradient: 1e-4 },
  winograd: { value: 1e-4, gradient: 1e-3 },
  tf32: { value: 5e-3, gradient: 2.5e-2 },
} as const satisfies Record<string, ParityLimits>

/** ‖a − b‖₂ / ‖b‖₂; infinite where lengths differ or a value is not a number. */
export function relativeError(values: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (values.length !== reference.length) return Number.POSITIVE_INFINITY
  let difference = 0
  let norm = 0
  for (let at = 0; at < reference.length; at++) {
    difference += ((values[at] ?? 0) - (reference[at] ?? 0)) ** 2
    norm += (reference[at] ?? 0) ** 2
  }
  const error = Math.sqrt(difference / norm)
  return Number.isNaN(error) ? (difference === 0 ? 0 : Number.POSITIVE_INFINITY) : error
}

/** 1 − cosine of the angle between two vectors. */
export function directionError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, ofA, ofB] = [0, 0, 0]
  for (let at = 0; at < b.length; at++) {
    product += (a[at] ?? 0) * (b[at] ?? 0)
    ofA += (a[at] ?? 0) ** 2
    ofB += (b[at] ?? 0) ** 2
  }
  return 1 - product / Math.sqrt(ofA * ofB)
}

/** A gradient that is off by a share e of its length, across its direction, has cosine 1 − e²/2. */
export const directionLimit = (limit: number): number => Math.max(1e-6, limit ** 2 / 2)
