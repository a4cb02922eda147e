// Twins of src/images/resizePicture.ts.
import { pair, rounded } from './vectors'

/**
 * `target = Σ factor · vector`, rounded to float32 after each term.
 *
 * @param factors `count` float64 values
 * @param vectors as many addresses, of four bytes each
 */
export function sumOf(n: usize, target: usize, count: i32, factors: usize, vectors: usize): void {
  let at: usize = 0
  for (; at + 16 <= n << 2; at += 16) {
    let low = f64x2.splat(0)
    let high = f64x2.splat(0)
    for (let i = 0; i < count; i++) {
      const factor = v128.load64_splat(factors + ((<usize>i) << 3))
      const vector = <usize>load<u32>(vectors + ((<usize>i) << 2)) + at
      low = asFloat32(f64x2.add(low, f64x2.mul(factor, pair(vector))))
      high = asFloat32(f64x2.add(high, f64x2.mul(factor, pair(vector + 8))))
    }
    v128.store(target + at, rounded(low, high))
  }
  for (; at < n << 2; at += 4) {
    let sum: f32 = 0
    for (let i = 0; i < count; i++) {
      const value = load<f32>(<usize>load<u32>(vectors + ((<usize>i) << 2)) + at)
      sum = <f32>(<f64>sum + load<f64>(factors + ((<usize>i) << 3)) * <f64>value)
    }
    store<f32>(target + at, sum)
  }
}

/** Two float64 values, rounded to float32. */
function asFloat32(values: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values))
}

/** Writes the columns of a matrix one after another. */
export function turn(rows: i32, columns: i32, from: usize, to: usize): void {
  for (let y = 0; y < rows; y++) {
    let target = to + ((<usize>y) << 2)
    for (let x = 0; x < columns; x++) {
      store<f32>(target, load<f32>(from))
      from += 4
      target += (<usize>rows) << 2
    }
  }
}

/** Keeps values from 0 to 1. */
export function clamp(n: usize, target: usize): void {
  for (let end = target + (n << 2); target < end; target += 4) {
    store<f32>(target, min<f32>(1, max<f32>(0, load<f32>(target))))
  }
}
