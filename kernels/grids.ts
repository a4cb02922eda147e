// Twins of src/stylize/gridLoops.ts: two cells at a time, their terms added one after the other.
import { pair } from './vectors'

/** Stores the two values, rounded to float32. */
function storePair(address: usize, values: v128): void {
  v128.store64_lane(address, f32x4.demote_f64x2_zero(values), 0)
}

export function sumPairs(
  from: usize,
  fromColumns: i32,
  fromRows: i32,
  oddColumn: i32,
  oddRow: i32,
  to: usize,
  columns: i32,
  rows: i32,
): void {
  memory.fill(to, 0, (<usize>(3 * columns * rows)) << 2)
  for (let plane = 0; plane < 3; plane++) {
    for (let y = 0; y < fromRows; y++) {
      let cell = to + ((<usize>((plane * rows + ((y + oddRow) >> 1)) * columns)) << 2)
      const end = from + ((<usize>fromColumns) << 2)
      if (oddColumn) {
        store<f32>(cell, <f32>(<f64>load<f32>(cell) + <f64>load<f32>(from)))
        cell += 4
        from += 4
      }
      for (; from + 16 <= end; from += 16, cell += 8) {
        const four = v128.load(from)
        const even = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 0, 2, 0, 2))
        const odd = f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 1, 3, 1, 3))
        storePair(cell, f64x2.add(pair(cell), f64x2.add(even, odd)))
      }
      for (; from + 8 <= end; from += 8, cell += 4) {
        store<f32>(cell, <f32>(<f64>load<f32>(cell) + (<f64>load<f32>(from) + <f64>load<f32>(from + 4))))
      }
      if (from < end) {
        store<f32>(cell, <f32>(<f64>load<f32>(cell) + <f64>load<f32>(from)))
        from += 4
      }
    }
  }
}

// Rows of an orthonormal matrix: luminance, red against blue, and green against both.
const L: f64 = 1 / Math.sqrt(3)
const M: f64 = 1 / Math.sqrt(2)
const N: f64 = 1 / Math.sqrt(6)
const N_GREEN: f64 = -2 / Math.sqrt(6)

/** Writes three float64 values to `energies`, which are 0 before. */
export function meanEnergies(
  values: usize,
  columns: i32,
  rows: i32,
  widths: usize,
  heights: usize,
  energies: usize,
): void {
  const plane = (<usize>(columns * rows)) << 2
  const ones = f64x2.splat(1)
  const l0 = f64x2.splat(L)
  const m0 = f64x2.splat(M)
  const n0 = f64x2.splat(N)
  const n1 = f64x2.splat(N_GREEN)
  for (let y = 0; y < rows; y++) {
    let ll: f64 = 0
    let mm: f64 = 0
    let nn: f64 = 0
    for (let x = 0; x < columns; x += 2) {
      const isLast = x + 1 === columns
      const share = f64x2.div(ones, v128.load(widths + ((<usize>x) << 3)))
      const r = isLast ? one(values) : pair(values)
      const g = isLast ? one(values + plane) : pair(values + plane)
      const b = isLast ? one(values + 2 * plane) : pair(values + 2 * plane)
      const l = f64x2.add(f64x2.add(f64x2.mul(l0, r), f64x2.mul(l0, g)), f64x2.mul(l0, b))
      const m = f64x2.sub(f64x2.mul(m0, r), f64x2.mul(m0, b))
      const n = f64x2.add(f64x2.add(f64x2.mul(n0, r), f64x2.mul(n1, g)), f64x2.mul(n0, b))
      const lTerm = f64x2.mul(f64x2.mul(share, l), l)
      const mTerm = f64x2.mul(f64x2.mul(share, m), m)
      const nTerm = f64x2.mul(f64x2.mul(share, n), n)
      ll += f64x2.extract_lane(lTerm, 0)
      mm += f64x2.extract_lane(mTerm, 0)
      nn += f64x2.extract_lane(nTerm, 0)
      if (!isLast) {
        ll += f64x2.extract_lane(lTerm, 1)
        mm += f64x2.extract_lane(mTerm, 1)
        nn += f64x2.extract_lane(nTerm, 1)
      }
      values += isLast ? 4 : 8
    }
    const height = load<f64>(heights + ((<usize>y) << 3))
    store<f64>(energies, load<f64>(energies) + ll / height)
    store<f64>(energies + 8, load<f64>(energies + 8) + mm / height)
    store<f64>(energies + 16, load<f64>(energies + 16) + nn / height)
  }
}

/** A float32 value as float64, beside a zero. */
function one(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_zero(address))
}

/** @param above 0 where there is no coarser grid */
export function mixMeans(
  values: usize,
  columns: i32,
  rows: i32,
  widths: usize,
  heights: usize,
  oddColumn: i32,
  oddRow: i32,
  mix: usize,
  above: usize,
  aboveColumns: i32,
  aboveRows: i32,
): void {
  const plane = (<usize>(columns * rows)) << 2
  const abovePlane = (<usize>(aboveColumns * aboveRows)) << 2
  const m0 = v128.load64_splat(mix)
  const m1 = v128.load64_splat(mix + 8)
  const m2 = v128.load64_splat(mix + 16)
  const m3 = v128.load64_splat(mix + 24)
  const m4 = v128.load64_splat(mix + 32)
  const m5 = v128.load64_splat(mix + 40)
  const m6 = v128.load64_splat(mix + 48)
  const m7 = v128.load64_splat(mix + 56)
  const m8 = v128.load64_splat(mix + 64)
  const ones = f64x2.splat(1)
  for (let y = 0; y < rows; y++) {
    const height = f64x2.splat(load<f64>(heights + ((<usize>y) << 3)))
    let over = above + ((<usize>(((y + oddRow) >> 1) * aboveColumns)) << 2)
    // The first cell of an odd row is alone under its coarser one, and so may the last be.
    for (let x = 0; x < columns; over += 4) {
      const isOne = (oddColumn && x === 0) || x + 1 === columns
      const share = f64x2.div(ones, f64x2.mul(v128.load(widths + ((<usize>x) << 3)), height))
      const r = f64x2.mul(isOne ? one(values) : pair(values), share)
      const g = f64x2.mul(isOne ? one(values + plane) : pair(values + plane), share)
      const b = f64x2.mul(isOne ? one(values + 2 * plane) : pair(values + 2 * plane), share)
      const red = f64x2.add(sum(m0, r, m1, g, m2, b), splat(above, over))
      const green = f64x2.add(sum(m3, r, m4, g, m5, b), splat(above, over + abovePlane))
      const blue = f64x2.add(sum(m6, r, m7, g, m8, b), splat(above, over + 2 * abovePlane))
      if (isOne) {
        storeOne(values, red)
        storeOne(values + plane, green)
        storeOne(values + 2 * plane, blue)
        values += 4
        x += 1
      } else {
        storePair(values, red)
        storePair(values + plane, green)
        storePair(values + 2 * plane, blue)
        values += 8
        x += 2
      }
    }
  }
}

function sum(m: v128, r: v128, n: v128, g: v128, o: v128, b: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(m, r), f64x2.mul(n, g)), f64x2.mul(o, b))
}

/** The float32 value at an address, twice; 0 where there is no coarser grid. */
function splat(above: usize, address: usize): v128 {
  return above ? f64x2.promote_low_f32x4(v128.load32_splat(address)) : f64x2.splat(0)
}

function storeOne(address: usize, values: v128): void {
  v128.store32_lane(address, f32x4.demote_f64x2_zero(values), 0)
}
