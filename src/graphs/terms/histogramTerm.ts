import { product } from '../dimension.js'
import type { Tensor } from '../graph.js'
import { add, div, mul, reduceSum, reshape, scale, sub } from '../operators.js'
import {
  addedUp,
  ceil,
  clamp,
  column,
  columns,
  cumulated,
  extreme,
  floor,
  indexOf,
  lookedUp,
  onesLike,
} from '../tables.js'
import { weightedMeans } from './averages.js'
import { meanSquare, sumOfAll } from './sums.js'
import type { TapFacts, TapKind } from './termKind.js'

export const HISTOGRAM_OPTIONS = {
  histogramLayers: { kind: 'taps', otherwise: "the preset's", help: 'Taps with a histogram term.' },
  histogramWeight: {
    kind: 'termWeights',
    otherwise: "the preset's",
    help: "Weight of the distance between the histograms of a layer's channels and the style's; 0 is none.",
  },
} as const

export const HISTOGRAM_FACTS = {
  layers: 'histogramLayers',
  weight: 'histogramWeight',
  picture: 'style',
  isWhole: true,
} as const satisfies TapFacts

/**
 * The histogram loss of Risser, Wilmot, Barnes 2017: the values of each channel are to be distributed as those of the style picture.
 * Values of equal rank are compared, which is optimal transport in one dimension. Ranks are counted in bins: sorting takes five times
 * as long.
 */
export const HISTOGRAM_TERM = {
  fittedWeight: 'one over its value',
  definitions: {
    'histogram-term':
      'weight * mean((F - R)^2), R the mean of quantiles at four levels of the bin that F is in, by channel; R is constant to the gradient',
  },
  targets: ['quantiles'],
  // Of several pictures, values of equal rank are averaged: the barycentre of their distributions.
  average: weightedMeans,
  read: (map, mask) => ({ quantiles: quantiles(map, mask) }),
  compare: {
    shape: channels => [channels, LEVELS],
    term: (map, { quantiles }, mask) => distance(map, quantiles, mask),
  },
} as const satisfies TapKind<'quantiles'>

/** Bins between the least and the greatest quantile of a target. */
const BINS = 1024
/** Bins between the least and the greatest value of a target's own map. */
const BINS_OF_TARGET = 4096
/** Quantiles of a target. */
const LEVELS = 1024
/** The levels of a bin whose quantiles are averaged. */
const POINTS = [1 / 8, 3 / 8, 5 / 8, 7 / 8]
/** Added to the width of a bin, so that a channel with one value has a bin. */
const LEAST_WIDTH = 1e-12

/**
 * The quantiles [C, LEVELS] of each channel of a map [1, C, H, W], at the levels (k + ½) / LEVELS; under a mask T, positions count by T.
 * Within a bin, values are taken to be spread evenly.
 */
function quantiles(map: Tensor, mask?: Tensor): Tensor {
  const x = rowsOf(map)
  const least = extreme(x, 'ReduceMin')
  const width = widthOf(least, extreme(x, 'ReduceMax'), BINS_OF_TARGET)
  const { counts, upTo, all } = histogram(x, { least, width, bins: BINS_OF_TARGET }, mask)
  // The level at which each bin ends begins the next one: how many bins end below a level is the number of the bin that it is in.
  const ends = indexOf(ceil(plus(scale(div(upTo, all), LEVELS), -1 / 2)), LEVELS)
  const ended = columns(cumulated(addedUp(onesLike(upTo), ends, LEVELS + 1)), 0, LEVELS)
  const bin = clamp(ended, 0, BINS_OF_TARGET - 1)
  const index = indexOf(bin, BINS_OF_TARGET - 1)
  const levels = map.graph.constant(
    Array.from({ length: LEVELS }, (_, k) => (k + 1 / 2) / LEVELS),
    'float',
    [1, LEVELS],
  )
  const inBin = lookedUp(counts, index)
  const begin = sub(lookedUp(upTo, index), inBin)
  const within = clamp(div(sub(mul(all, levels), begin), plus(inBin, LEAST_POSITIONS)), 0, 1)
  return add(mul(add(bin, within), width), least)
}

/** The mean square of what the values of a map are off the quantiles of their rank; [1]. */
function distance(map: Tensor, quantiles: Tensor, mask?: Tensor): Tensor {
  const x = rowsOf(map)
  const least = column(quantiles, 0)
  const width = widthOf(least, column(quantiles, -1), BINS)
  const { bin, counts, upTo, all } = histogram(x, { least, width, bins: BINS }, mask)
  const matched = POINTS.map(point => {
    const level = div(sub(upTo, scale(counts, 1 - point)), all)
    return between(quantiles, clamp(plus(scale(level, LEVELS), -1 / 2), 0, LEVELS - 1))
  }).reduce((sum, quantile) => add(sum, quantile))
  const off = sub(x, lookedUp(scale(matched, 1 / POINTS.length), bin))
  if (!mask) return meanSquare(off)
  const channels = Number(map.shape[1])
  return div(sumOfAll(mul(mul(off, off), rowsOf(mask))), scale(sumOfAll(mask), channels))
}

interface Grid {
  /** [C, 1], as the width of its bins. */
  readonly least: Tensor
  readonly width: Tensor
  readonly bins: number
}

/** How many values [C, N] are in each bin of a grid, and up to it; the outer bins take what lies beyond. */
function histogram(x: Tensor, { least, width, bins }: Grid, mask: Tensor | undefined) {
  const bin = indexOf(div(sub(x, least), width), bins - 1)
  const ones = onesLike(x)
  const counts = addedUp(mask ? mul(ones, rowsOf(mask)) : ones, bin, bins)
  return { bin, counts, upTo: cumulated(counts), all: plus(reduceSum(counts, [1]), LEAST_POSITIONS) }
}

/** The values of a table at places [C, N] between its columns, counted from 0, in a straight line from one to the next. */
function between(table: Tensor, places: Tensor): Tensor {
  const before = floor(places)
  const last = Number(table.shape[1]) - 1
  const value = lookedUp(table, indexOf(before, last))
  const next = lookedUp(table, indexOf(plus(before, 1), last))
  return add(value, mul(sub(places, before), sub(next, value)))
}

function widthOf(least: Tensor, greatest: Tensor, bins: number): Tensor {
  return plus(scale(sub(greatest, least), 1 / bins), LEAST_WIDTH)
}

const LEAST_POSITIONS = 1e-30

const plus = (x: Tensor, term: number): Tensor => add(x, x.graph.constant([term], 'float', []))

/** A map [1, C, H, W] as [C, H·W]. */
function rowsOf(map: Tensor): Tensor {
  const [, channels = 0, height = 0, width = 0] = map.shape
  return reshape(map, [channels, product([height, width])])
}
