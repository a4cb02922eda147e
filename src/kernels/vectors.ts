import { spaceOf, type VectorSpace } from './vectorSpace.js'

/**
 * The image-sized loops. Elements are float32, sums float64: a float32 sum over a million pixels would drown what a line
 * search looks for. Four partial sums keep the processor's adder busy; one would wait for itself at every element. Vectors of one
 * space go through WebAssembly, to the same bits.
 *
 * Every index stays below the common length of its vectors; that is the reason for each `!` in this file.
 */

/** How many values the processor's nearest cache holds twice. */
const PART = 4096

/** `a · b` */
export function dot(a: Float32Array, b: Float32Array): number {
  const space = spaceOf(a, b)
  if (space) return space.kernels.dot(a.length, a.byteOffset, b.byteOffset)
  const n = a.length
  const whole = n - (n % 4)
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  for (let i = 0; i < whole; i += 4) {
    sum0 += a[i]! * b[i]!
    sum1 += a[i + 1]! * b[i + 1]!
    sum2 += a[i + 2]! * b[i + 2]!
    sum3 += a[i + 3]! * b[i + 3]!
  }
  for (let i = whole; i < n; i++) sum0 += a[i]! * b[i]!
  return sum0 + sum1 + (sum2 + sum3)
}

/** `target = x + length · direction` */
export function move(target: Float32Array, x: Float32Array, length: number, direction: Float32Array): void {
  const space = spaceOf(direction)
  if (space?.scratch.length) moveBy(space, target, x, length, direction)
  else for (let i = 0; i < target.length; i++) target[i] = x[i]! + length * direction[i]!
}

/** `target = factor · target` */
export function scale(target: Float32Array, factor: number): void {
  const space = spaceOf(target)
  if (space) space.kernels.scale(target.length, target.byteOffset, factor)
  else for (let i = 0; i < target.length; i++) target[i] = factor * target[i]!
}

/** `target = −a` */
export function negate(target: Float32Array, a: Float32Array): void {
  target.set(a)
  scale(target, -1)
}

/** `target += factor · a`, then `target · b`: one pass over memory instead of two. */
export function addThenDot(target: Float32Array, factor: number, a: Float32Array, b: Float32Array): number {
  const space = spaceOf(target, a, b)
  if (space) return space.kernels.addThenDot(target.length, target.byteOffset, factor, a.byteOffset, b.byteOffset)
  const n = target.length
  const whole = n - (n % 4)
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  for (let i = 0; i < whole; i += 4) {
    const t0 = target[i]! + factor * a[i]!
    const t1 = target[i + 1]! + factor * a[i + 1]!
    const t2 = target[i + 2]! + factor * a[i + 2]!
    const t3 = target[i + 3]! + factor * a[i + 3]!
    target[i] = t0
    target[i + 1] = t1
    target[i + 2] = t2
    target[i + 3] = t3
    sum0 += t0 * b[i]!
    sum1 += t1 * b[i + 1]!
    sum2 += t2 * b[i + 2]!
    sum3 += t3 * b[i + 3]!
  }
  for (let i = whole; i < n; i++) {
    const t = target[i]! + factor * a[i]!
    target[i] = t
    sum0 += t * b[i]!
  }
  return sum0 + sum1 + (sum2 + sum3)
}

/** The same with `direction` in a space, and the others in none: they pass through its scratch. */
function moveBy(
  space: VectorSpace,
  target: Float32Array,
  x: Float32Array,
  length: number,
  direction: Float32Array,
): void {
  const { buffer, byteOffset, byteLength } = space.scratch
  const part = new Float32Array(buffer, byteOffset, Math.min(byteLength >> 2, PART))
  for (let from = 0; from < x.length; from += part.length) {
    const values = x.subarray(from, from + part.length)
    part.set(values)
    space.kernels.addTo(values.length, byteOffset, length, direction.byteOffset + 4 * from)
    target.set(part.subarray(0, values.length), from)
  }
}
