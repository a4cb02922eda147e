import type { Tensors } from '../runtime/sessionHost.js'

/**
 * How far two vectors lie apart for their length: ‖a − b‖ / √((‖a‖² + ‖b‖²) / 2). Neither of the two is the reference.
 *
 * 0 = equal, √2 = orthogonal (whatever their lengths; so too where one of them is zero), 2 = opposite; a multiple (1 +
 * ε) a lies about |ε| from a. Two zero vectors are equal. For feature maps and Gram matrices, whose values are mostly
 * non-negative, √2 is as far as it goes in practice. Sums are float64; a NaN anywhere gives NaN.
 *
 * @throws Error where the vectors differ in length
 */
export function relativeDistance(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`vectors of ${a.length} and ${b.length} values cannot be compared`)
  let difference = 0
  let energy = 0
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i]!, b[i]!]
    difference += (one - other) ** 2
    energy += one * one + other * other
  }
  return energy === 0 ? 0 : Math.sqrt((2 * difference) / energy)
}

/**
 * {@link relativeDistance} of every pair of tensors that share a name.
 *
 * @throws Error where a name is in one only, or two tensors of a name differ in shape
 */
export function tensorsDistance(a: Tensors, b: Tensors): Readonly<Record<string, number>> {
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name)) throw new Error(`${name} has nothing to compare with`)
  const distances = Object.entries(a).map(([name, one]) => {
    const other = Object.hasOwn(b, name) ? b[name] : undefined
    if (!other) throw new Error(`${name} has nothing to compare with`)
    if (one.dims.join() !== other.dims.join()) {
      throw new Error(`${name} of shapes [${one.dims}] and [${other.dims}] cannot be compared`)
    }
    return [name, relativeDistance(one.data, other.data)] as const
  })
  return Object.fromEntries(distances)
}
