import type { ImageSize } from '../graphs/imageSize.js'
import type { ResizeManner } from '../images/lanczosRows.js'
import { rollPlanes } from '../images/rollPlanes.js'
import { spaceOf } from '../kernels/vectorSpace.js'
import type { CurvatureBands } from '../optimizers/curvatureBands.js'
import { COLOUR_AXES, type Grid, type Mix, meanEnergies, mixMeans, NUMBERS, sumPairs } from './gridLoops.js'

/** Octaves of detail; the last is what the coarsest grid's means keep. */
const LEVELS = 6

/** Columns and rows that the grid moves by in each cycle: without a common divisor with its cells' sides, so that all positions come. */
const [COLUMNS_A_CYCLE, ROWS_A_CYCLE] = [13, 19]

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
export function imageBands(
  width: number,
  height: number,
  { wraps = false }: Pick<ResizeManner, 'wraps'> = {},
): CurvatureBands {
  const bands = bandsOf(width, height)
  if (!wraps) return bands
  const moved = new Float32Array(3 * width * height)
  const originOf = (cycle: number) => ({
    left: (cycle * COLUMNS_A_CYCLE) % width,
    top: (cycle * ROWS_A_CYCLE) % height,
  })
  return {
    count: bands.count,
    scratchBytes: bands.scratchBytes,
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

function bandsOf(width: number, height: number): Required<CurvatureBands> {
  const levels = Array.from({ length: LEVELS }, (_, level) => {
    const [columns, rows] = [(width >> level) + 2, (height >> level) + 2]
    return { columns, rows, sums: level === 0 ? 0 : 3 * columns * rows }
  })
  const doubles = levels.reduce((sum, { columns, rows }) => sum + columns + rows, NUMBERS)
  const scratchBytes = 8 * doubles + 4 * levels.reduce((sum, { sums }) => sum + sums, 0)
  let own: Uint8Array<ArrayBuffer> | undefined
  const scratchFor = (vector: Float32Array) => {
    const scratch = spaceOf(vector)?.scratch
    if (scratch && scratch.length >= scratchBytes) return scratch
    own ??= new Uint8Array(scratchBytes)
    return own
  }

  /** The finest grid has the vector itself for its values, the others their sums of it. */
  const gridsOver = (vector: Float32Array, cycle: number): Grid[] => {
    const side = 2 ** (LEVELS - 1)
    const origin = { left: (cycle * COLUMNS_A_CYCLE) % side, top: (cycle * ROWS_A_CYCLE) % side }
    const { buffer, byteOffset } = scratchFor(vector)
    let [double, float] = [byteOffset + 8 * NUMBERS, byteOffset + 8 * doubles]
    const grids = levels.map(({ columns, rows, sums }, level) => {
      const grid = gridOf({ width, height }, level, origin, {
        widths: new Float64Array(buffer, double, columns),
        heights: new Float64Array(buffer, double + 8 * columns, rows),
        values: level === 0 ? vector : new Float32Array(buffer, float, sums),
      })
      double += 8 * (columns + rows)
      float += 4 * sums
      return grid
    })
    for (const [level, grid] of grids.slice(1).entries()) sumPairs(grid, grids[level]!) // the grid before it
    return grids
  }

  return {
    count: 3 * LEVELS,
    scratchBytes,
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

/** The grid whose cells are 2^level pixels wide and high, the first of which begins so many pixels before the image. */
function gridOf(
  { width, height }: ImageSize,
  level: number,
  { left, top }: { readonly left: number; readonly top: number },
  { widths, heights, values }: Pick<Grid, 'widths' | 'heights' | 'values'>,
): Grid {
  const columns = fillSides(widths, width, level, left)
  const rows = fillSides(heights, height, level, top)
  return { columns, rows, widths, heights, oddColumn: (left >> level) & 1, oddRow: (top >> level) & 1, values }
}

/** Fills in how many of `length` pixels lie in each cell, the first of which begins at or before the first pixel; returns how many cells. */
function fillSides(sides: Float64Array, length: number, level: number, before: number): number {
  const first = before >> level
  const cells = ((before + length - 1) >> level) - first + 1
  for (let i = 0; i < cells; i++) {
    const begin = ((first + i) << level) - before
    sides[i] = Math.min(length, begin + (1 << level)) - Math.max(0, begin)
  }
  return cells
}

/** What scales each colour axis by a factor. */
function colourMix(factorOf: (axis: number) => number): Mix {
  const sumOver = (i: number, j: number) =>
    COLOUR_AXES.reduce((sum, weights, axis) => sum + factorOf(axis) * weights[i]! * weights[j]!, 0)
  return Array.from({ length: 9 }, (_, i) => sumOver(Math.floor(i / 3), i % 3)) as Mix
}
