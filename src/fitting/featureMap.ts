import { dot } from '../kernels/vectors.js'

/** Features of one picture, values [channels, height, width]. */
export interface FeatureMap {
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly values: Float32Array
}

/** A matrix, row after row. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float32Array
}

/** 3×3 patches at random places of each map, without their mean: [maps · perMap, channels · 9], laid out as a kernel is. */
export function patches(maps: readonly FeatureMap[], perMap: number, below: (limit: number) => number): Matrix {
  const channels = maps[0]?.channels ?? 0
  const columns = channels * 9
  const rows = maps.length * perMap
  const values = new Float32Array(rows * columns)
  let position = 0
  for (const { height, width, values: map } of maps) {
    for (let patch = 0; patch < perMap; patch++) {
      const [top, left] = [below(height - 2), below(width - 2)]
      for (let channel = 0; channel < channels; channel++) {
        for (let row = top; row < top + 3; row++) {
          const at = (channel * height + row) * width + left
          values[position++] = map[at] ?? 0
          values[position++] = map[at + 1] ?? 0
          values[position++] = map[at + 2] ?? 0
        }
      }
    }
  }
  return centred({ rows, columns, values })
}

function centred({ rows, columns, values }: Matrix): Matrix {
  const means = new Float64Array(columns)
  for (let start = 0; start < values.length; start += columns)
    for (let column = 0; column < columns; column++)
      means[column] = (means[column] ?? 0) + (values[start + column] ?? 0) / rows
  for (let start = 0; start < values.length; start += columns)
    for (let column = 0; column < columns; column++)
      values[start + column] = (values[start + column] ?? 0) - (means[column] ?? 0)
  return { rows, columns, values }
}

/**
 * What brings each channel to mean 0 and variance 1 over all maps (response · factor + shift), and the maps of the layer so
 * made: ReLU of the standardised channels, followed by ReLU of their negatives.
 */
export function standardizedRectified(responses: readonly FeatureMap[]): {
  factors: number[]
  shifts: number[]
  maps: FeatureMap[]
} {
  const channels = responses[0]?.channels ?? 0
  const factors: number[] = []
  const shifts: number[] = []
  const maps = responses.map(({ height, width, values }) => {
    return { channels: 2 * channels, height, width, values: new Float32Array(2 * values.length) }
  })
  for (let channel = 0; channel < channels; channel++) {
    const planes = responses.map(({ height, width, values }) =>
      values.subarray(channel * height * width, (channel + 1) * height * width),
    )
    const { mean, deviation } = moments(planes)
    // A filter that answers everywhere alike tells nothing; it stays silent.
    const factor = deviation > 1e-12 ? 1 / deviation : 0
    const shift = -mean * factor
    factors.push(factor)
    shifts.push(shift)
    for (const [index, plane] of planes.entries()) {
      const map = maps[index]?.values ?? new Float32Array()
      const offset = channel * plane.length
      rectify(plane, factor, shift, map.subarray(offset), map.subarray(map.length / 2 + offset))
    }
  }
  return { factors, shifts, maps }
}

/** Writes the positive part of value · factor + shift to one place, and that of its negative to another. */
function rectify(plane: Float32Array, factor: number, shift: number, positive: Float32Array, negative: Float32Array) {
  for (let at = 0; at < plane.length; at++) {
    const standard = (plane[at] ?? 0) * factor + shift
    if (standard > 0) positive[at] = standard
    else negative[at] = -standard
  }
}

/** Mean and standard deviation of all values of some planes. */
function moments(planes: readonly Float32Array[]): { mean: number; deviation: number } {
  const count = planes.reduce((all, { length }) => all + length, 0)
  const mean = planes.reduce((all, plane) => all + total(plane), 0) / count
  const squares = planes.reduce((all, plane) => all + dot(plane, plane), 0)
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) }
}

function total(plane: Float32Array): number {
  let sum = 0
  for (let at = 0; at < plane.length; at++) sum += plane[at] ?? 0
  return sum
}

/** 2×2 means with stride 2; an odd last row or column is dropped. */
export function averagePooled({ channels, height, width, values }: FeatureMap): FeatureMap {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)]
  const pooled = new Float32Array(channels * rows * columns)
  let position = 0
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = (channel * height + 2 * row) * width + 2 * column
        const below = at + width
        pooled[position++] =
          ((values[at] ?? 0) + (values[at + 1] ?? 0) + (values[below] ?? 0) + (values[below + 1] ?? 0)) / 4
      }
    }
  }
  return { channels, height: rows, width: columns, values: pooled }
}
