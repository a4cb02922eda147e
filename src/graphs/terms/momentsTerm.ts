import type { Tensor } from '../graph.js'
import { add, div, elementCount, held, mul, reduceSum, reshape, scale, sqrt, sub } from '../operators.js'
import { type Average, weightedMean } from './averages.js'
import { sumOfAll } from './sums.js'
import type { TapKind } from './termKind.js'

export const MOMENTS_OPTIONS = {
  momentsWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: 'Weight of mean and standard deviation at the style layers, which hold contrast and colours; 0 is none.',
  },
} as const

/**
 * Mean and standard deviation of each channel are to be those of the style picture: repairs the contrast of large pictures
 * (Galerne et al. 2022).
 */
export const MOMENTS_TERM = {
  layers: 'styleLayers',
  weight: 'momentsWeight',
  fittedWeight: 'one over its value',
  definitions: {
    'moments-term':
      'weight * (mean((m - mean)^2) + mean((s - deviation)^2)), m = E[F] and s = sqrt(E[(F - m)^2] + 1e-6) by channel',
  },
  picture: 'style',
  targets: ['mean', 'deviation'],
  read: moments,
  average: averageMoments,
} as const satisfies TapKind

/** Added to a variance, so that the deviation of a channel that is the same everywhere has a derivative. */
const LEAST_VARIANCE = 1e-6

/** Mean and standard deviation [1, C] of each channel of a map [1, C, H, W]; under a mask T, positions count by T. */
function moments(map: Tensor, mask?: Tensor): { mean: Tensor; deviation: Tensor } {
  const channels = Number(map.shape[1])
  const masked = (x: Tensor) => (mask ? mul(x, mask) : x)
  const positions = mask ? sumOfAll(mask) : scale(elementCount(map), 1 / channels)
  // The last axis first: see `sumOfAll`.
  const average = (x: Tensor) => div(reduceSum(reduceSum(masked(x), [3]), [2]), positions)
  const mean = average(map)
  // Not E[F²] − μ², of which float32 leaves nothing where a channel hardly varies. The variance has its minimum at the mean, so
  // that the mean's own change does not count in its derivative.
  const centred = sub(map, held(mean))
  const deviation = sqrt(add(average(mul(centred, centred)), map.graph.constant([LEAST_VARIANCE])))
  const shape = [1, channels]
  return { mean: reshape(mean, shape), deviation: reshape(deviation, shape) }
}

/** Mean and second moment are averaged, not the deviation: pictures that differ in their means vary together more than each. */
function averageMoments(...[readings, shares]: Parameters<Average>): Float64Array[] {
  const length = readings[0]?.[0]?.length ?? 0
  const meanOf = (picture: number, at: number) => readings[picture]?.[0]?.[at] ?? 0
  const deviationOf = (picture: number, at: number) => readings[picture]?.[1]?.[at] ?? 0
  const mean = weightedMean(shares, meanOf, length)
  // E[F²] − μ² of all, as a sum of what cannot be negative.
  const variance = weightedMean(
    shares,
    (picture, at) => deviationOf(picture, at) ** 2 + (meanOf(picture, at) - (mean[at] ?? 0)) ** 2,
    length,
  )
  return [mean, variance.map(Math.sqrt)]
}
