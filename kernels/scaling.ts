// Twins of src/images/scalingSpace.ts.
import { pair, rounded } from './vectors'

/**
 * Makes rows of values, each a sum of rows of the source by their shares, summed in float64.
 *
 * @param count of rows
 * @param n values of a row
 * @param starts where the terms of each row begin, and where those of the last one end: u32
 * @param rows of all terms in the source: u32
 * @param shares of all terms: float64
 */
export function mixRows(
  count: i32,
  n: usize,
  starts: usize,
  rows: usize,
  shares: usize,
  source: usize,
  target: usize,
): void {
  const bytes = n << 2
  for (; count > 0; count--) {
    const first = <usize>load<u32>(starts)
    const terms = <usize>load<u32>(starts, 4) - first
    mixRow(bytes, terms, rows + (first << 2), shares + (first << 3), source, target)
    starts += 4
    target += bytes
  }
}

function mixRow(bytes: usize, terms: usize, rows: usize, shares: usize, source: usize, target: usize): void {
  let at: usize = 0
  for (; at + 32 <= bytes; at += 32) {
    let sum0 = f64x2.splat(0)
    let sum1 = f64x2.splat(0)
    let sum2 = f64x2.splat(0)
    let sum3 = f64x2.splat(0)
    for (let i: usize = 0; i < terms; i++) {
      const share = v128.load64_splat(shares + (i << 3))
      const row = source + <usize>load<u32>(rows + (i << 2)) * bytes + at
      sum0 = f64x2.add(sum0, f64x2.mul(share, pair(row)))
      sum1 = f64x2.add(sum1, f64x2.mul(share, pair(row + 8)))
      sum2 = f64x2.add(sum2, f64x2.mul(share, pair(row + 16)))
      sum3 = f64x2.add(sum3, f64x2.mul(share, pair(row + 24)))
    }
    v128.store(target + at, rounded(sum0, sum1))
    v128.store(target + at + 16, rounded(sum2, sum3))
  }
  for (; at < bytes; at += 4) {
    let sum: f64 = 0
    for (let i: usize = 0; i < terms; i++) {
      const value = load<f32>(source + <usize>load<u32>(rows + (i << 2)) * bytes + at)
      sum += load<f64>(shares + (i << 3)) * <f64>value
    }
    store<f32>(target + at, <f32>sum)
  }
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
