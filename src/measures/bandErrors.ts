import type { Picture } from '../images/picture.js'
import { cosineTransform } from './cosineTransform.js'
import { shownValues } from './shownValues.js'

/** An octave of spatial frequency, in cycles per pixel: `from` <= f < `to`. */
export interface Band {
  readonly from: number
  readonly to: number
}

/** What is wrong in a band. */
export interface BandError extends Band {
  /** √(energy of the difference / energy of the reference): 0 = exact, 1 = as if the band were missing. */
  readonly error: number
  /** This band's part of the total squared error, 0 … 1. */
  readonly share: number
}

/**
 * The bands, finest first. The finest goes up to the raster's limit of half a cycle per pixel and also takes the
 * coefficients beyond it, which are those of fine diagonals (up to √½). The coarsest takes all below, the mean colour
 * with it.
 */
export const bands: readonly Band[] = [
  { from: 1 / 4, to: 1 / 2 },
  { from: 1 / 8, to: 1 / 4 },
  { from: 1 / 16, to: 1 / 8 },
  { from: 1 / 32, to: 1 / 16 },
  { from: 0, to: 1 / 32 },
]

/**
 * A picture's error against a reference by band of spatial frequency, finest band first; see {@link bands}.
 *
 * `error` above 1 says that the band holds something else than the reference; it is Infinity where the reference has
 * nothing in a band and the picture has. Equal pictures have errors and shares of 0. Values are clamped to [0, 1]
 * first, as in a written picture.
 *
 * @throws Error where the pictures differ in size
 */
export function bandErrors(picture: Picture, reference: Picture): readonly BandError[] {
  const { width, height } = reference
  const [values, truth] = shownValues(picture, reference)
  const wrong = bandEnergies(
    values.map((value, i) => value - truth[i]!),
    height,
    width,
  )
  const right = bandEnergies(truth, height, width)
  const total = wrong.reduce((sum, energy) => sum + energy, 0)
  return bands.map((band, i) => ({
    ...band,
    error: wrong[i] === 0 ? 0 : Math.sqrt(wrong[i]! / right[i]!),
    share: total === 0 ? 0 : wrong[i]! / total,
  }))
}

/**
 * The squared values of planes [n, height, width], split up by {@link bands}: the entries sum to Σ value² (Parseval).
 *
 * A basis of the DCT has u half-waves over the height and v over the width, so its frequency is
 * √((u / 2·height)² + (v / 2·width)²) cycles per pixel.
 */
export function bandEnergies(planes: Float32Array, height: number, width: number): readonly number[] {
  const energies = bands.map(() => 0)
  const area = width * height
  for (let first = 0; first < planes.length; first += area) {
    const coefficients = cosineTransform(Float64Array.from(planes.subarray(first, first + area)), height, width)
    for (let v = 0, i = 0; v < width; v++) {
      for (let u = 0; u < height; u++, i++) {
        const frequency = Math.sqrt((u / (2 * height)) ** 2 + (v / (2 * width)) ** 2)
        const band = bands.findIndex(({ from }) => frequency >= from)
        energies[band]! += coefficients[i]! ** 2
      }
    }
  }
  return energies
}
