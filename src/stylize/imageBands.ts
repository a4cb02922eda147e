import type { ImageSize } from '../graphs/specification.js'
import type { ResizeManner } from '../images/resizePicture.js'
import { rollPlanes } from '../images/rollPlanes.js'
import type { CurvatureBands } from '../optimizers/curvatureBands.js'

/** Rows of an orthonormal matrix: luminance, red against blue, and green against both. */
const COLOUR_AXES = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [1 / Math.sqrt(6), -2 / Math.sqrt(6), 1 / Math.sqrt(6)],
] as const

/** Octaves of detail; the last is what the coarsest grid's means keep. */
const LEVELS = 6

/** Columns and rows that the grid moves by in each cycle: without a common divisor with its cells' sides, so that all positions come. */
const [COLUMNS_A_CYCLE, ROWS_A_CYCLE] = [13, 19]

/** A grid of cells, each a square of the pixels that the image has there: those at its edges hold fewer. */
interface Grid {
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

/**
 * Bands of an image [3, height, width]: octaves of detail times colour axes, six for each axis, the finest first. What an
 * image loses where the mean of a cell of 2 × 2 pixels stands for each pixel is its finest band; 4 × 4, the next; and so on.
 * These are Haar wavelets' bands; as differences of means they need no coefficients, and any size has them.
 *
 * Cells end at the lines of a grid, and steps that are scaled by band leave edges there. So the grid moves each time (cycle
 * spinning: Coifman and Donoho, "Translation-invariant de-noising", 1995).
 *
 * @param how.wraps whether the image goes on at its other side: cells that begin at one side end at the other, so that no line stays
 */
export function imageBands(width: number, height: number, { wraps = false }: ResizeManner = {}): CurvatureBands {
  const bands = bandsOf(width, height)
  if (!wraps) return bands
  const moved = new Float32Array(3 * width * height)
  const originOf = (cycle: number) => ({
    left: (cycle * COLUMNS_A_CYCLE) % width,
    top: (cycle * ROWS_A_CYCLE) % height,
  })
  return {
    count: bands.count,
    energies(vector, cycle) {
      rollPlanes(vector, moved, { width, height }, originOf(cycle))
      return bands.energies(moved, 0)
    },
    scale(vector, factors, cycle) {
      const { left, top } = originOf(cycle)
      rollPlanes(vector, moved, { width, height }, { left, top })
      bands.scale(moved, factors, 0)
      rollPlanes(moved, vector, { width, height }, { left: width - left, top: height - top })
    },
  }
}

function bandsOf(width: number, height: number): CurvatureBands {
  const sums = Array.from({ length: LEVELS - 1 }, (_, i) => {
    const most = (side: number) => (side >> (i + 1)) + 2
    return new Float32Array(3 * most(width) * most(height))
  })
  /** The finest grid has the vector itself for its values, the others their sums of it. */
  const gridsOver = (vector: Float32Array, cycle: number): Grid[] => {
    const side = 2 ** (LEVELS - 1)
    const origin = { left: (cycle * COLUMNS_A_CYCLE) % side, top: (cycle * ROWS_A_CYCLE) % side }
    const grids = [vector, ...sums].map((values, level) => gridOf({ width, height }, level, origin, values))
    for (const [level, grid] of grids.slice(1).entries()) sumPairs(grid, grids[level]!) // the grid before it
    return grids
  }

  return {
    count: 3 * LEVELS,
    energies(vector, cycle) {
      const ofMeans = gridsOver(vector, cycle).map(meanEnergies)
      return Float64Array.from({ length: 3 * LEVELS }, (_, i) => {
        const [axis, level] = [Math.floor(i / LEVELS), i % LEVELS]
        const [own, coarser] = [ofMeans[level]?.[axis] ?? 0, ofMeans[level + 1]?.[axis] ?? 0]
        return Math.max(0, own - coarser) // rounding may leave less than nothing
      })
    },
    scale(vector, factors, cycle) {
      const grids = gridsOver(vector, cycle)
      const factorOf = (axis: number, level: number) => (level < 0 ? 0 : (factors[axis * LEVELS + level] ?? 1))
      for (let level = LEVELS - 1; level >= 0; level--) {
        // A mean is a part of all finer means too: what is left for it to add is the difference of two bands' factors.
        const mix = colourMix(axis => factorOf(axis, level) - factorOf(axis, level - 1))
        mixMeans(grids[level]!, mix, grids[level + 1]) // a grid for each level
      }
    },
  }
}

/** 3 × 3, row by row. */
type Mix = [number, number, number, number, number, number, number, number, number]

/** The grid whose cells are 2^level pixels wide and high, the first of which begins so many pixels before the image. */
function gridOf(
  { width, height }: ImageSize,
  level: number,
  { left, top }: { readonly left: number; readonly top: number },
  values: Float32Array,
): Grid {
  const [widths, heights] = [cellSides(width, level, left), cellSides(height, level, top)]
  const [oddColumn, oddRow] = [(left >> level) & 1, (top >> level) & 1]
  return { columns: widths.length, rows: heights.length, widths, heights, oddColumn, oddRow, values }
}

/** How many of `length` pixels lie in each cell, the first of which begins at or before the first pixel. */
function cellSides(length: number, level: number, before: number): Float64Array {
  const first = before >> level
  const cells = ((before + length - 1) >> level) - first + 1
  return Float64Array.from({ length: cells }, (_, i) => {
    const begin = ((first + i) << level) - before
    return Math.min(length, begin + (1 << level)) - Math.max(0, begin)
  })
}

/** What scales each colour axis by a factor. */
function colourMix(factorOf: (axis: number) => number): Mix {
  const sumOver = (i: number, j: number) =>
    COLOUR_AXES.reduce((sum, weights, axis) => sum + factorOf(axis) * weights[i]! * weights[j]!, 0)
  return Array.from({ length: 9 }, (_, i) => sumOver(Math.floor(i / 3), i % 3)) as Mix
}

// Every index below stays within the three planes of a grid; that is the reason for each `!`.

/** Sums of a finer grid's values over the cells of this one. */
function sumPairs({ columns, rows, values }: Grid, finer: Grid): void {
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
function meanEnergies({ columns, rows, widths, heights, values }: Grid): Float64Array {
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
function mixMeans(grid: Grid, mix: Mix, coarser: Grid | undefined): void {
  const { columns, rows, widths, heights, oddColumn, oddRow, values } = grid
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
