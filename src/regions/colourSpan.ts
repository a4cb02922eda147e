import { colourMoments, pooled } from '../images/colourMoments.js'
import { type Matrix, matrix, type Row } from '../images/matrix.js'
import type { Picture } from '../images/picture.js'
import { principalAxes } from '../images/principalAxes.js'
import type { Bounds } from './bounds.js'

/** Colours vary in a direction if their standard deviation there is one step of 8 bits... */
const ONE_STEP = 1 / 255
/** ...or this share of the main direction's, which tells faint pictures from the rounding of strong ones; but not below this. */
const FAINT = 0.05
const ROUNDING = 1e-6

const BRIGHTNESS: Row = [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)]

/**
 * The colours that a run may paint with, as bounds that move each to the nearest one: the line or plane on which all colours of its
 * pictures lie; undefined where they vary in all three directions, as most do. Pictures of one colour
 * vary in its brightness.
 *
 * Gram matrices are of second order in the features: where pictures have no colour, the style loss is flat to third order in
 * colour, while VGG-19's filters, which do not treat the channels alike, push into it at every step. Gradient descent, Adam and
 * L-BFGS all end with grey pictures in colour. So colour that no picture has is no unknown of such a run.
 */
export function colourSpan(pictures: readonly Picture[]): Bounds | undefined {
  const { mean, covariance } = pooled(pictures.map(({ pixels }) => colourMoments(pixels)))
  const axes = principalAxes(covariance)
  const main = Math.max(...axes.map(({ deviation }) => deviation))
  const varying = axes.filter(({ deviation }) => deviation >= Math.max(ROUNDING, Math.min(ONE_STEP, FAINT * main)))
  if (varying.length === 3) return undefined
  const kept = varying.length > 0 ? varying.map(({ axis }) => axis) : [BRIGHTNESS]
  const entry = (i: number, j: number) => kept.reduce((sum, axis) => sum + axis[i]! * axis[j]!, 0) // of three
  const projection = matrix(entry)
  return {
    onto(pixels) {
      const projected = new Float32Array(pixels)
      project(projected, projection, mean)
      return projected
    },
    keepWithin: change => project(change, projection, [0, 0, 0]),
  }
}

/** Moves each colour of planes [3, height, width] to the nearest one of the line or plane through `origin`. */
function project(planes: Float32Array, projection: Matrix, origin: Row): void {
  const size = planes.length / 3
  for (let i = 0; i < size; i++) {
    const r = planes[i]! - origin[0] // i is below the size of a plane, here and below
    const g = planes[size + i]! - origin[1]
    const b = planes[2 * size + i]! - origin[2]
    for (let plane = 0; plane < 3; plane++) {
      const row = projection[plane]! // three rows
      planes[plane * size + i] = origin[plane]! + row[0] * r + row[1] * g + row[2] * b
    }
  }
}
