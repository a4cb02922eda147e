import { product } from './dimension.js'
import { gradient } from './gradient.js'
import { Graph, type Tensor } from './graph.js'
import { given, handedOn, handingOut } from './handedOn.js'
import type { ImageSize } from './imageSize.js'
import { maskName, masksAtTaps } from './masks.js'
import { featureMaps, IMAGE_SHAPE, INPUT_CONVENTIONS, tapped } from './network.js'
import type { ModelProto } from './onnxProto.js'
import { add, mul, reshape, sub } from './operators.js'
import { specialize } from './specialize.js'
import { canonicalSpecification, type LossSpecification, tapsOf } from './specification.js'
import { TAPS } from './taps.js'
import { readsTap, type TapTerm, targetName, termName } from './terms/lossTerm.js'
import type { MapSums } from './terms/mapSums.js'
import { sumOfAll } from './terms/sums.js'
import type { TapKind } from './terms/termKind.js'
import { TERM_KINDS } from './terms/termKinds.js'

/** The input [1, 1, height, width] that is 1 on the tile of a window and 0 elsewhere. */
export const TILE = 'tile'

/** A term whose values come from sums over its map. */
export interface SummedTerm {
  readonly term: TapTerm
  readonly sums: MapSums
}

/** The terms that are read by sums. */
export function summedTerms(specification: LossSpecification): SummedTerm[] {
  return tapTerms(specification).flatMap(term => {
    const { sums }: TapKind = TERM_KINDS[term.kind]
    return sums ? [{ term, sums }] : []
  })
}

/** What the statistics of a specification can hand on to its gradient. */
export function handedOnBy(specification: LossSpecification): string[] {
  return handedOn(summedTerms(specification).map(({ term }) => term.tap))
}

/** The terms that compare a map with one as large. */
export function comparedTerms(specification: LossSpecification): TapTerm[] {
  return tapTerms(specification).filter(({ kind }) => !('sums' in TERM_KINDS[kind]))
}

/** The name of a number, or of numbers, that belong to a term: of a sum, and of its cotangent. */
export const partName = (term: TapTerm, part: string): string => `${termName(term)}.${part}`

/**
 * The graph that reads a window: inputs `image`, `tile` and the masks of regions; outputs `<term>.positions` and each sum of each term
 * that is read by sums, over the window's tile; and what it hands on, for the other graph.
 */
export function compileStatisticsGraph(
  specification: LossSpecification,
  size: ImageSize,
  handOn: readonly string[] = [],
): ModelProto {
  const terms = summedTerms(specification)
  const own = { ...specification, terms: terms.map(({ term }) => term) }
  const { graph, mapAt, maskOn } = window(own)
  for (const { term, sums } of terms) {
    const mask = maskOn(term)
    graph.within(termName(term), () => {
      graph.output(partName(term, 'positions'), sums.positions(mask))
      for (const [name, sum] of Object.entries(sums.of(mapAt(term), mask))) graph.output(partName(term, name), sum)
    })
  }
  return specialize(handingOut(graph.model('vgg19_statistics', INPUT_CONVENTIONS), handOn), size)
}

/**
 * The graph of a window's part in the gradient: inputs `image`, `tile`, the masks of regions, the cotangent of each sum under the sum's
 * name, as a vector, and, where a sum is about one, `<term>.centre` [C]; and of each term that compares maps its target and
 * `<term>.scale` [1], which its sum of squares is multiplied by. Outputs `gradient`, to be added up, and of each term that compares
 * maps `<term>.squares`, not multiplied.
 *
 * @param taken what the other graph hands on, which is an input here
 */
export function compileWindowGradientGraph(
  specification: LossSpecification,
  size: ImageSize,
  taken: readonly string[] = [],
): ModelProto {
  const { graph, image, mapAt, maskOn } = window(specification)
  const summed = summedTerms(specification).map(({ term, sums }) => {
    const mask = maskOn(term)
    const part = graph.within(termName(term), () => {
      const map = mapAt(term)
      const channels = Number(map.shape[1])
      const centre = sums.isCentred
        ? reshape(graph.input(partName(term, 'centre'), [channels]), [1, channels, 1, 1])
        : undefined
      return Object.entries(sums.of(map, mask, centre))
        .map(([name, sum]) => {
          const cotangent = graph.input(partName(term, name), [product(sum.shape)])
          return sumOfAll(mul(sum, reshape(cotangent, sum.shape)))
        })
        .reduce((a, b) => add(a, b))
    })
    return { term, part }
  })
  const compared = comparedTerms(specification).map(term => {
    const { read, targets }: TapKind = TERM_KINDS[term.kind]
    const part = graph.within(termName(term), () => {
      const values = read(mapAt(term), term.region === undefined ? undefined : maskOn(term, 'region'))
      const squares = targets
        .map(name => {
          const value = values[name] as Tensor // by the names of its targets
          const off = mul(sub(value, graph.input(targetName(name, term), value.shape)), maskOn(term, 'tile'))
          return sumOfAll(mul(off, off))
        })
        .reduce((a, b) => add(a, b))
      graph.output(partName(term, 'squares'), squares)
      return mul(squares, graph.input(partName(term, 'scale'), [1]))
    })
    return { term, part }
  })
  // The deepest term first: see `compileLossGraph`.
  const parts = [...summed, ...compared].toSorted((a, b) => TAPS.indexOf(b.term.tap) - TAPS.indexOf(a.term.tap))
  const total = parts.map(({ part }) => part).reduce((a, b) => add(a, b))
  graph.output('gradient', gradient(total, image))
  return specialize(given(graph.model('vgg19_window_gradient', INPUT_CONVENTIONS), taken), size)
}

/** A graph with the features of a window, and the masks that its terms are read through: of the tile, of the region, or of both. */
function window(specification: LossSpecification) {
  const graph = new Graph()
  const image = graph.input('image', IMAGE_SHAPE)
  const maps = featureMaps(graph, image, tapsOf(specification), specification)
  const maskAt = masksAtTaps(graph)
  const maskOn = ({ tap, region }: TapTerm, of: 'tile' | 'region' | 'both' = 'both'): Tensor => {
    if (region === undefined || of === 'tile') return maskAt(TILE, tap)
    const own = maskAt(maskName(region), tap)
    return of === 'region' ? own : graph.within(TILE, () => mul(maskAt(TILE, tap), own))
  }
  return { graph, image, mapAt: ({ tap }: TapTerm) => tapped(maps, tap), maskOn }
}

const tapTerms = (specification: LossSpecification): TapTerm[] =>
  canonicalSpecification(specification).terms.filter(readsTap)
