import type { Tensor } from '../graph.js'
import { add, div, elementCount, held, mul, reduceSum, reshape, scale, sqrt, sub } from '../operators.js'
import { type Average, weightedMean } from './averages.js'
import { addSums, type Sums } from './mapSums.js'
import { sumOfAll } from './sums.js'
import type { TapFacts, TapKind } from './termKind.js'

export const MOMENTS_OPTIONS = {
  momentsWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: 'Weight of mean and standard deviation at the style layers, which hold contrast and colours; 0 is none.',
  },
} as const

export const MOMENTS_FACTS = {
  layers: 'styleLayers',
  weight: 'momentsWeight',
  picture: 'style',
} as const satisfies TapFacts

/**
 * Mean and standard deviation of each channel are to be those of the style picture: repairs the contrast of large pictures
 * (Galerne et al. 2022).
 */
export const MOMENTS_TERM = {
  fittedWeight: 'one over its value',
  definitions: {
    'moments-term':
      'weight * (mean((m - mean)^2) + mean((s - deviation)^2)), m = E[F] and s = sqrt(E[(F - m)^2] + 1e-6) by channel',
  },
  targets: ['mean', 'deviation'],
  read: moments,
  average: averageMoments,
  sums: {
    positions: sumOfAll,
    of: momentSums,
    names: ['sum', 'squares'],
    isCentred: true,
    shape: channels => [1, channels],
    together: mergeMoments,
    values: sums => [meanOf(sums), deviationOf(sums)],
    cotangents: momentCotangents,
    centre: meanOf,
  },
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

/** Sums of features and of their squares about a centre, [C] each. */
function momentSums(map: Tensor, mask: Tensor, centre?: Tensor): { sum: Tensor; squares: Tensor } {
  const channels = Number(map.shape[1])
  // The last axis first: see `sumOfAll`.
  const total = (x: Tensor) => reduceSum(reduceSum(mul(x, mask), [3]), [2])
  const sum = total(map)
  // A part may have no positions of a region.
  const positions = add(sumOfAll(mask), map.graph.constant([LEAST_POSITIONS]))
  const centred = sub(map, centre ?? held(div(sum, positions)))
  return { sum: reshape(sum, [channels]), squares: reshape(total(mul(centred, centred)), [channels]) }
}

/** Squares of either part are about its own mean, which is off that of both. */
function mergeMoments(a: Sums, b: Sums): Sums {
  if (a.positions === 0 || b.positions === 0) return a.positions === 0 ? b : a
  const { positions, values } = addSums(a, b)
  const [meanOfA, meanOfB] = [meanOf(a), meanOf(b)]
  const shared = (a.positions * b.positions) / positions
  const squares = (values.squares ?? NONE).map(
    (sum, channel) => sum + shared * ((meanOfB[channel] ?? 0) - (meanOfA[channel] ?? 0)) ** 2,
  )
  return { positions, values: { ...values, squares } }
}

/** The squares' sum is least about the mean, so that it does not change with that. */
function momentCotangents(sums: Sums, [ofMean = NONE, ofDeviation = NONE]: readonly Float64Array[]) {
  const deviation = deviationOf(sums)
  return {
    sum: ofMean.map(value => value / sums.positions),
    squares: ofDeviation.map((value, channel) => value / (2 * (deviation[channel] ?? 0) * sums.positions)),
  }
}

const NONE = new Float64Array()
const LEAST_POSITIONS = 1e-30

function meanOf({ positions, values }: Sums): Float64Array {
  return (values.sum ?? NONE).map(sum => sum / positions)
}

function deviationOf({ positions, values }: Sums): Float64Array {
  return (values.squares ?? NONE).map(sum => Math.sqrt(sum / positions + LEAST_VARIANCE))
}

/** Mean and second moment are averaged, not the deviation: pictures that differ in their means vary together more than each. */
function averageMoments(...[readings, shares]: Parameters<Average>): Float64Array[] {
  const length = readings[0]?.[0]?.length ?? 0
  const meanAt = (picture: number, at: number) => readings[picture]?.[0]?.[at] ?? 0
  const deviationAt = (picture: number, at: number) => readings[picture]?.[1]?.[at] ?? 0
  const mean = weightedMean(shares, meanAt, length)
  // E[F²] − μ² of all, as a sum of what cannot be negative.
  const variance = weightedMean(
    shares,
    (picture, at) => deviationAt(picture, at) ** 2 + (meanAt(picture, at) - (mean[at] ?? 0)) ** 2,
    length,
  )
  return [mean, variance.map(Math.sqrt)]
}
