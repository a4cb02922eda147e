import { spaceOf, type VectorSpace } from '../kernels/vectorSpace.js'

/** Rows of an orthonormal matrix: luminance, red against blue, and green against both. */
export const COLOUR_AXES = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [1 / Math.sqrt(6), -2 / Math.sqrt(6), 1 / Math.sqrt(6)],
] as const

/**
 * A grid of cells, each a square of the pixels that the image has there: those at its edges hold fewer. Where the values lie in a space of
 * vectors, all else does too, and WebAssembly goes through them, to the same bits.
 */
export interface Grid {
  readonly columns: number
  readonly rows: number
  /** Pixels across each column of cells. */
  readonly widths: Float64Array
  /** Pixels down each row. */
  readonly heights: Float64Array
  /** Whether the first column, or row, of the next grid's cells holds only one of this one's. */
  readonly oddColumn: number
  readonly oddRow: number
  /** A value for each cell and colour, [3, rows, columns]. */
  readonly values: Float32Array
}

/** 3 × 3, row by row. */
export type Mix = [number, number, number, number, number, number, number, number, number]

/** What a space's scratch begins with: as many numbers as a mix has. */
export const NUMBERS = 9

const numbersOf = ({ scratch }: VectorSpace) => new Float64Array(scratch.buffer, scratch.byteOffset, NUMBERS)

// Every index below stays within the three planes of a grid; that is the reason for each `!`.

/** Sums of a finer grid's values over the cells of this one. */
export function sumPairs({ columns, rows, values }: Grid, finer: Grid): void {
  const space = spaceOf(values, finer.values, finer.widths)
  if (space) {
    const { values: from, columns: fromColumns, rows: fromRows, oddColumn, oddRow } = finer
    const { kernels } = space
    kernels.sumPairs(from.byteOffset, fromColumns, fromRows, oddColumn, oddRow, values.byteOffset, columns, rows)
    return
  }
  values.fill(0, 0, 3 * columns * rows)
  let i = 0
  for (let plane = 0; plane < 3; plane++) {
    for (let y = 0; y < finer.rows; y++) {
      let cell = (plane * rows + ((y + finer.oddRow) >> 1)) * columns
      const end = i + finer.columns
      if (finer.oddColumn) values[cell++]! += finer.values[i++]!
      for (; i + 1 < end; i += 2) values[cell++]! += finer.values[i]! + finer.values[i + 1]!
      if (i < end) values[cell]! += finer.values[i++]!
    }
  }
}

/** The squared length along each colour axis of the image whose pixels are the means of their cells. */
export function meanEnergies({ columns, rows, widths, heights, values }: Grid): Float64Array {
  const space = spaceOf(values, widths)
  if (space) {
    const energies = numbersOf(space).fill(0)
    const addresses = [widths, heights, energies].map(({ byteOffset }) => byteOffset)
    space.kernels.meanEnergies(values.byteOffset, columns, rows, ...addresses)
    return energies.slice(0, 3)
  }
  const cells = columns * rows
  const [[l0, l1, l2], [m0, m1, m2], [n0, n1, n2]] = COLOUR_AXES
  const energies = new Float64Array(3)
  for (let y = 0, i = 0; y < rows; y++) {
    // A row's sums are its own: sums that live through both loops are kept outside the processor's registers.
    let ll = 0
    let mm = 0
    let nn = 0
    for (let x = 0; x < columns; x++, i++) {
      const share = 1 / widths[x]!
      const r = values[i]!
      const g = values[cells + i]!
      const b = values[2 * cells + i]!
      const l = l0 * r + l1 * g + l2 * b
      const m = m0 * r + m1 * g + m2 * b
      const n = n0 * r + n1 * g + n2 * b
      ll += share * l * l
      mm += share * m * m
      nn += share * n * n
    }
    const height = heights[y]!
    energies[0]! += ll / height
    energies[1]! += mm / height
    energies[2]! += nn / height
  }
  return energies
}

/** Makes of each cell's sums its means with the colours mixed, and adds what the coarser grid has come to there. */
export function mixMeans(grid: Grid, mix: Mix, coarser: Grid | undefined): void {
  const { columns, rows, widths, heights, oddColumn, oddRow, values } = grid
  const space = spaceOf(values, widths)
  if (space) {
    const numbers = numbersOf(space)
    numbers.set(mix)
    const here = [widths.byteOffset, heights.byteOffset, oddColumn, oddRow, numbers.byteOffset]
    const there = coarser ? [coarser.values.byteOffset, coarser.columns, coarser.rows] : [0, 0, 0]
    space.kernels.mixMeans(values.byteOffset, columns, rows, ...here, ...there)
    return
  }
  const cells = columns * rows
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = mix
  const above = coarser?.values ?? new Float32Array(3)
  const [aboveColumns, aboveCells] = coarser ? [coarser.columns, coarser.columns * coarser.rows] : [0, 1]
  for (let y = 0, i = 0; y < rows; y++) {
    const aboveRow = ((y + oddRow) >> 1) * aboveColumns
    for (let x = 0; x < columns; x++, i++) {
      const share = 1 / (widths[x]! * heights[y]!)
      const r = values[i]! * share
      const g = values[cells + i]! * share
      const b = values[2 * cells + i]! * share
      const over = coarser ? aboveRow + ((x + oddColumn) >> 1) : 0
      values[i] = m0 * r + m1 * g + m2 * b + above[over]!
      values[cells + i] = m3 * r + m4 * g + m5 * b + above[aboveCells + over]!
      values[2 * cells + i] = m6 * r + m7 * g + m8 * b + above[2 * aboveCells + over]!
    }
  }
}
