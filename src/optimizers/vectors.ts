/**
 * The image-sized loops. Elements are float32, sums float64: a float32 sum over a million pixels would drown what a line
 * search looks for. Four partial sums keep the processor's adder busy; one would wait for itself at every element.
 *
 * Every index stays below the common length of its vectors; that is the reason for each `!` in this file.
 */

/** `a · b` */
export function dot(a: Float32Array, b: Float32Array): number {
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
  for (let i = 0; i < target.length; i++) target[i] = x[i]! + length * direction[i]!
}

/** `target = factor · target` */
export function scale(target: Float32Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = factor * target[i]!
}

/** `target = −a` */
export function negate(target: Float32Array, a: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = -a[i]!
}

/** `target += factor · a`, then `target · b`: one pass over memory instead of two. */
export function addThenDot(target: Float32Array, factor: number, a: Float32Array, b: Float32Array): number {
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
