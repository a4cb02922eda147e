// Twins of src/kernels/vectors.ts: four partial sums in float64, two in each of two vectors.

/** Two float32 values as float64. */
export function pair(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address))
}

/** Two times two float64 values, rounded to float32. */
export function rounded(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5)
}

export function dot(n: usize, a: usize, b: usize): f64 {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  const end = a + ((n & ~3) << 2)
  while (a < end) {
    low = f64x2.add(low, f64x2.mul(pair(a), pair(b)))
    high = f64x2.add(high, f64x2.mul(pair(a + 8), pair(b + 8)))
    a += 16
    b += 16
  }
  let first = f64x2.extract_lane(low, 0)
  for (let rest = n & 3; rest > 0; rest--) {
    first += <f64>load<f32>(a) * <f64>load<f32>(b)
    a += 4
    b += 4
  }
  return first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
}

export function addThenDot(n: usize, target: usize, factor: f64, a: usize, b: usize): f64 {
  const factors = f64x2.splat(factor)
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  const end = target + ((n & ~3) << 2)
  while (target < end) {
    const t = f64x2.add(pair(target), f64x2.mul(factors, pair(a)))
    const u = f64x2.add(pair(target + 8), f64x2.mul(factors, pair(a + 8)))
    v128.store(target, rounded(t, u))
    low = f64x2.add(low, f64x2.mul(t, pair(b)))
    high = f64x2.add(high, f64x2.mul(u, pair(b + 8)))
    target += 16
    a += 16
    b += 16
  }
  let first = f64x2.extract_lane(low, 0)
  for (let rest = n & 3; rest > 0; rest--) {
    const t = <f64>load<f32>(target) + factor * <f64>load<f32>(a)
    store<f32>(target, <f32>t)
    first += t * <f64>load<f32>(b)
    target += 4
    a += 4
    b += 4
  }
  return first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
}

/** `target += factor · a` */
export function addTo(n: usize, target: usize, factor: f64, a: usize): void {
  const factors = f64x2.splat(factor)
  const end = target + ((n & ~3) << 2)
  while (target < end) {
    const t = f64x2.add(pair(target), f64x2.mul(factors, pair(a)))
    const u = f64x2.add(pair(target + 8), f64x2.mul(factors, pair(a + 8)))
    v128.store(target, rounded(t, u))
    target += 16
    a += 16
  }
  for (let rest = n & 3; rest > 0; rest--) {
    store<f32>(target, <f32>(<f64>load<f32>(target) + factor * <f64>load<f32>(a)))
    target += 4
    a += 4
  }
}

/** `target = factor · target` */
export function scale(n: usize, target: usize, factor: f64): void {
  const factors = f64x2.splat(factor)
  const end = target + ((n & ~3) << 2)
  while (target < end) {
    v128.store(target, rounded(f64x2.mul(factors, pair(target)), f64x2.mul(factors, pair(target + 8))))
    target += 16
  }
  for (let rest = n & 3; rest > 0; rest--) {
    store<f32>(target, <f32>(factor * <f64>load<f32>(target)))
    target += 4
  }
}
