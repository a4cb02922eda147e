import { NstOnnxError } from '../errors.js'
import { seamlessSize } from '../graphs/seamlessSize.js'
import type { LossSpecification } from '../graphs/specification.js'
import { SMALLEST_SIDE } from '../graphs/vgg19.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import { PRESETS } from '../options/presets.js'
import { readingOnly } from './readingOnly.js'
import type { Settings } from './settings.js'
import { requireAsMany, type Scales } from './stageCount.js'

/** A part of a run at one size; each starts from the picture of the one before, enlarged. */
export interface Stage {
  /** The size of its picture. */
  readonly size: Size
  /** Its long side over the result's; style pictures are scaled by it too. */
  readonly scale: number
  /** Accepted optimiser steps at most. */
  readonly iterations: number
  /** The run's, with the content weight of this stage and what it reads. */
  readonly specification: LossSpecification
}

/** `auto` has no stage with a shorter long side, since nothing of a subject is left there... */
const LEAST_LONG_SIDE = 96
/** ...nor with a shorter short side. */
const LEAST_SHORT_SIDE = 32

/** What the last stage reads, which makes the result. */
export const finestSpecification = ({ specification, stages }: Run): LossSpecification =>
  stages.at(-1)?.specification ?? specification

interface Run {
  readonly specification: LossSpecification
  readonly stages: readonly Stage[]
}

type StageSettings = Pick<
  Settings,
  'preset' | 'size' | 'scales' | 'iterations' | 'iterationsByStage' | 'contentByStage' | 'finestLayers'
>

/**
 * The stages of a run, coarse to fine; the last one has the size of the result.
 *
 * @throws NstOnnxError `usage` for a stage that is too small for the network, and for lists that have another length
 */
export function stagesOf(settings: StageSettings, specification: LossSpecification, size: Size): Stage[] {
  // In whole pixels of the long side that was asked for, so that a recipe can say them.
  const scales = scalesOf(settings.scales, size).map(scale => Math.round(settings.size * scale) / settings.size)
  const count = scales.length
  const { byStage } = PRESETS[settings.preset]
  const { iterations, iterationsByStage, contentByStage } = settings
  requireAsMany('iterations', iterationsByStage, count)
  requireAsMany('contentByStage', contentByStage, count)
  const counts = iterationsByStage ?? shareOut(iterations, byFineness(byStage.iterations, count))
  const finest = count > 1 ? readingOnly(specification, settings.finestLayers) : specification
  const factors = contentByStage ?? contentFactors(byFineness(byStage.content, count), finest !== specification)
  return scales.map(
    (scale, index): Stage => ({
      size: index === count - 1 ? size : seamlessSize(specification, scaled(size, scale)),
      scale,
      iterations: counts[index] ?? 0,
      specification: withContent(index === count - 1 ? finest : specification, factors[index] ?? 1),
    }),
  )
}

function scalesOf(scales: Scales, size: Size): number[] {
  const { width, height } = size
  const long = Math.max(width, height)
  if (scales === 'auto') {
    const halvings = Math.floor(Math.log2(Math.min(long / LEAST_LONG_SIDE, Math.min(width, height) / LEAST_SHORT_SIDE)))
    return halved(Math.max(1, 1 + halvings))
  }
  const list = typeof scales === 'number' ? halved(scales) : scales.map(side => side / (scales.at(-1) ?? side))
  const [coarsest = 1] = list
  const least = scaled(size, coarsest)
  if (coarsest < 1 && Math.min(least.width, least.height) < SMALLEST_SIDE)
    throw new NstOnnxError('stage-too-small', { option: 'scales', ...least, least: SMALLEST_SIDE })
  return list
}

/** 1 last, and each a half of the next. */
const halved = (count: number) => Array.from({ length: count }, (_, index) => 2 ** (index + 1 - count))

const scaled = ({ width, height }: Size, scale: number) =>
  fitLongSide(width, height, Math.round(Math.max(width, height) * scale))

/** Entries for so many stages, coarse to fine, from a list that begins with the finest. */
function byFineness(list: readonly number[], count: number): number[] {
  const last = list.at(-1) ?? 1
  return Array.from({ length: count }, (_, index) => list[count - 1 - index] ?? last)
}

/** Where the last stage reads less than those before, the content that they have kept need not hold back its strokes: see docs/presets.md. */
const CONTENT_WHERE_LESS_IS_READ = 0.25

const contentFactors = (factors: readonly number[], readsLessAtLast: boolean): readonly number[] =>
  factors.map((factor, index) =>
    readsLessAtLast && index === factors.length - 1 ? CONTENT_WHERE_LESS_IS_READ * factor : factor,
  )

/** Whole numbers in given proportions that add up to a total; the last has one at least, for a picture that is not only enlarged. */
function shareOut(total: number, shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let remaining = total
  let rest = whole
  return shares
    .toReversed()
    .map((share, index) => {
      const exact = (remaining * share) / rest
      const own = index === 0 ? Math.min(remaining, Math.max(1, Math.round(exact))) : Math.round(exact)
      remaining -= own
      rest -= share
      return own
    })
    .toReversed()
}

function withContent(specification: LossSpecification, factor: number): LossSpecification {
  if (factor === 1) return specification
  const terms = specification.terms.map(term =>
    term.kind === 'content' ? { ...term, weight: (term.weight ?? 1) * factor } : term,
  )
  return { ...specification, terms }
}
