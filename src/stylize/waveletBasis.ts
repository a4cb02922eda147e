import type { ImageSize } from '../graphs/specification.js'
import type { CurvatureBasis } from '../optimizers/curvatureBasis.js'

/** Rows of an orthonormal matrix: luminance, red against blue, and green against both. */
const COLOUR_AXES = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [1 / Math.sqrt(6), -2 / Math.sqrt(6), 1 / Math.sqrt(6)],
] as const

type ColourAxis = (typeof COLOUR_AXES)[number]

const HALF = Math.SQRT1_2

/** One level: an image of `width` × `height` becomes one of half the sides, rounded up, and its details. */
interface Level {
  readonly width: number
  readonly height: number
  readonly details: number
}

/** Columns and rows that the grid moves by at each turn: without a common divisor with the grid's step, so that all places come. */
const [COLUMNS_A_TURN, ROWS_A_TURN] = [13, 19]

/**
 * An orthonormal basis for images [3, height, width] of one size: colour axes times Haar wavelets of up to `depth` levels. In it
 * the parts of an image that a loss responds to alike lie together, as segments: six bands for each colour axis at full depth.
 *
 * Haar wavelets end at the lines of a grid, and steps that are scaled by band leave edges there. So the grid moves at each
 * turn (cycle spinning: Coifman and Donoho, "Translation-invariant de-noising", 1995), around the image's edge. A row or
 * column left over at an odd side goes to the next level as it is, which keeps the basis orthonormal.
 */
export function waveletBasis(width: number, height: number, depth = 5): CurvatureBasis {
  const levels = levelsOf(width, height, depth)
  const area = width * height
  const detailsBefore = levels.reduce((sum, { details }) => sum + details, 0)
  const ends: number[] = []
  for (let axis = 0; axis < 3; axis++) {
    let end = axis * area
    for (const { details } of levels) {
      end += details
      ends.push(end)
    }
    ends.push((axis + 1) * area)
  }
  const plane = new Float32Array(area)
  const gridStep = 2 ** levels.length
  const originAt = (turn: number): Origin => ({
    column: ((turn * COLUMNS_A_TURN) % gridStep) % width,
    row: ((turn * ROWS_A_TURN) % gridStep) % height,
  })

  return {
    segments: ends,
    toCoefficients(coefficients, planes, turn) {
      const origin = originAt(turn)
      for (const [axis, weights] of COLOUR_AXES.entries()) {
        mix(plane, planes, weights, { width, height }, origin)
        let at = axis * area
        for (const level of levels) {
          splitLevel(plane, level, coefficients, at)
          at += level.details
        }
        coefficients.set(plane.subarray(0, area - detailsBefore), at)
      }
    },
    fromCoefficients(planes, coefficients, turn) {
      const origin = originAt(turn)
      planes.fill(0)
      for (const [axis, weights] of COLOUR_AXES.entries()) {
        let at = axis * area + detailsBefore
        plane.set(coefficients.subarray(at, (axis + 1) * area))
        for (const level of [...levels].reverse()) {
          at -= level.details
          joinLevel(plane, level, coefficients, at)
        }
        addColour(planes, plane, weights, { width, height }, origin)
      }
    },
  }
}

/** The pixel at which the grid begins. */
interface Origin {
  readonly column: number
  readonly row: number
}

function levelsOf(width: number, height: number, depth: number): Level[] {
  const levels: Level[] = []
  let [w, h] = [width, height]
  while (levels.length < depth && w > 1 && h > 1) {
    const [lowWidth, lowHeight] = [(w + 1) >> 1, (h + 1) >> 1]
    levels.push({ width: w, height: h, details: w * h - lowWidth * lowHeight })
    w = lowWidth
    h = lowHeight
  }
  return levels
}

// Every index below stays within an image of `area` values or its coefficients; that is the reason for each `!`.

/** One colour axis of an image, its rows and columns turned round the edge until the grid's origin comes first. */
function mix(plane: Float32Array, planes: Float32Array, weights: ColourAxis, size: ImageSize, origin: Origin): void {
  const area = size.width * size.height
  const [r, g, b] = weights
  forEachRun(size, origin, (to, from, count) => {
    for (let x = 0; x < count; x++) {
      const i = from + x
      plane[to + x] = r * planes[i]! + g * planes[area + i]! + b * planes[2 * area + i]!
    }
  })
}

/** Adds one colour axis to an image, its rows and columns turned back. */
function addColour(
  planes: Float32Array,
  plane: Float32Array,
  weights: ColourAxis,
  size: ImageSize,
  origin: Origin,
): void {
  const area = size.width * size.height
  const [r, g, b] = weights
  forEachRun(size, origin, (from, to, count) => {
    for (let x = 0; x < count; x++) {
      const i = to + x
      const value = plane[from + x]!
      planes[i]! += r * value
      planes[area + i]! += g * value
      planes[2 * area + i]! += b * value
    }
  })
}

/** The runs of pixels that stay together when an image is turned: where each lies when turned, where before, and its length. */
function forEachRun(
  { width, height }: ImageSize,
  { column, row }: Origin,
  visit: (turned: number, original: number, count: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    const turned = y * width
    const original = ((y + row) % height) * width
    visit(turned, original + column, width - column)
    visit(turned + width - column, original, column)
  }
}

/** Replaces the first width · height values of `plane` by the next level's image and writes the details from `at` on. */
function splitLevel(plane: Float32Array, { width, height }: Level, details: Float32Array, at: number): void {
  const [pairs, rows] = [width >> 1, height >> 1]
  const [oddColumn, oddRow] = [width & 1, height & 1]
  let low = 0
  let detail = at
  // Values are read no earlier in the plane than where lows are written, so one array serves both.
  for (let y = 0; y < rows; y++) {
    let i = 2 * y * width
    for (let x = 0; x < pairs; x++, i += 2) {
      const [a, b, c, d] = [plane[i]!, plane[i + 1]!, plane[i + width]!, plane[i + width + 1]!]
      plane[low++] = 0.5 * (a + b + c + d)
      details[detail] = 0.5 * (a - b + c - d)
      details[detail + 1] = 0.5 * (a + b - c - d)
      details[detail + 2] = 0.5 * (a - b - c + d)
      detail += 3
    }
    if (oddColumn) {
      const [a, c] = [plane[i]!, plane[i + width]!]
      plane[low++] = HALF * (a + c)
      details[detail++] = HALF * (a - c)
    }
  }
  if (!oddRow) return
  let i = 2 * rows * width
  for (let x = 0; x < pairs; x++, i += 2) {
    const [a, b] = [plane[i]!, plane[i + 1]!]
    plane[low++] = HALF * (a + b)
    details[detail++] = HALF * (a - b)
  }
  if (oddColumn) plane[low] = plane[i]!
}

/** Undoes `splitLevel`. */
function joinLevel(plane: Float32Array, { width, height }: Level, details: Float32Array, at: number): void {
  const [pairs, rows] = [width >> 1, height >> 1]
  const [oddColumn, oddRow] = [width & 1, height & 1]
  const lowWidth = pairs + oddColumn
  const perRow = 3 * pairs + oddColumn
  // From the end, so that no low is overwritten before it is read.
  if (oddRow) {
    const row = 2 * rows * width
    const lows = rows * lowWidth
    if (oddColumn) plane[row + 2 * pairs] = plane[lows + pairs]!
    for (let x = pairs - 1; x >= 0; x--) {
      const [low, across] = [plane[lows + x]!, details[at + rows * perRow + x]!]
      plane[row + 2 * x] = HALF * (low + across)
      plane[row + 2 * x + 1] = HALF * (low - across)
    }
  }
  for (let y = rows - 1; y >= 0; y--) {
    const row = 2 * y * width
    const lows = y * lowWidth
    const first = at + y * perRow
    const rowLows = plane.slice(lows, lows + lowWidth)
    for (let x = 0; x < pairs; x++) {
      const i = row + 2 * x
      const d = first + 3 * x
      const [low, across, down, both] = [rowLows[x]!, details[d]!, details[d + 1]!, details[d + 2]!]
      plane[i] = 0.5 * (low + across + down + both)
      plane[i + 1] = 0.5 * (low - across + down - both)
      plane[i + width] = 0.5 * (low + across - down - both)
      plane[i + width + 1] = 0.5 * (low - across - down + both)
    }
    if (oddColumn) {
      const i = row + 2 * pairs
      const [low, down] = [rowLows[pairs]!, details[first + 3 * pairs]!]
      plane[i] = HALF * (low + down)
      plane[i + width] = HALF * (low - down)
    }
  }
}
