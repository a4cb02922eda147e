import type { LossSpecification } from '../graphs/specification.js'
import { inNetworkOrder, TAPS, type Tap } from '../graphs/taps.js'
import { type LossTerm, readsTap, type TapTerm } from '../graphs/terms/lossTerm.js'
import { TERM_FACTS } from '../graphs/terms/termKinds.js'

/**
 * A specification that reads only some taps: without the style's terms at others, and with content that is read beyond the deepest of them
 * read there. As it is where the list is empty, or where nothing of the style would be left.
 */
export function readingOnly(specification: LossSpecification, taps: readonly Tap[]): LossSpecification {
  const deepest = inNetworkOrder(taps).at(-1)
  if (deepest === undefined) return specification
  const isKept = (term: LossTerm) => !isOfStyle(term) || taps.includes(term.tap)
  const terms = specification.terms.filter(isKept)
  if (specification.terms.some(isOfStyle) && !terms.some(isOfStyle)) return specification
  return {
    ...specification,
    terms: terms.map(term =>
      readsTap(term) && TAPS.indexOf(term.tap) > TAPS.indexOf(deepest) ? { ...term, tap: deepest } : term,
    ),
  }
}

const isOfStyle = (term: LossTerm): term is TapTerm => readsTap(term) && TERM_FACTS[term.kind].picture === 'style'
