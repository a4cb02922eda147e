import { CONTENT_FACTS, CONTENT_OPTIONS, CONTENT_TERM } from './contentTerm.js'
import { HISTOGRAM_FACTS, HISTOGRAM_OPTIONS, HISTOGRAM_TERM } from './histogramTerm.js'
import { MOMENTS_FACTS, MOMENTS_OPTIONS, MOMENTS_TERM } from './momentsTerm.js'
import { STYLE_FACTS, STYLE_OPTIONS, STYLE_TERM } from './styleTerm.js'
import type { ImageKind, TapFacts, TapKind, TermFacts } from './termKind.js'
import { TOTAL_VARIATION_FACTS, TOTAL_VARIATION_OPTIONS, TOTAL_VARIATION_TERM } from './totalVariationTerm.js'

/** Every kind of loss term by the word that its terms' names begin with, in the order of a graph's `terms`. */
export const TERM_KINDS = {
  style: STYLE_TERM,
  moments: MOMENTS_TERM,
  histogram: HISTOGRAM_TERM,
  content: CONTENT_TERM,
  tv: TOTAL_VARIATION_TERM,
} as const satisfies Record<string, TapKind | ImageKind>

/** The options of all kinds. A part of its own, so that a page that shows options need not load what builds graphs. */
export const TERM_OPTIONS = {
  ...STYLE_OPTIONS,
  ...MOMENTS_OPTIONS,
  ...HISTOGRAM_OPTIONS,
  ...CONTENT_OPTIONS,
  ...TOTAL_VARIATION_OPTIONS,
}

/** What is plain data of all kinds; apart for the same reason. */
export const TERM_FACTS = {
  style: STYLE_FACTS,
  moments: MOMENTS_FACTS,
  histogram: HISTOGRAM_FACTS,
  content: CONTENT_FACTS,
  tv: TOTAL_VARIATION_FACTS,
} as const satisfies Record<keyof typeof TERM_KINDS, TermFacts>

type Facts = typeof TERM_FACTS

/** The word that the names of a kind of term begin with. */
export type TermKey = keyof Facts
/** The kinds that read a tap. */
export type TapKey = { [Key in TermKey]: Facts[Key] extends TapFacts ? Key : never }[TermKey]
/** The kinds on the image itself. */
export type ImageKey = Exclude<TermKey, TapKey>

export const TERM_KEYS = Object.keys(TERM_FACTS) as readonly TermKey[]

export function isTapKey(key: TermKey): key is TapKey {
  return 'layers' in TERM_FACTS[key]
}

/** The options that hold taps. */
export type LayersOption = Facts[TapKey]['layers']
/** The options that hold weights of terms. */
export type WeightOption = Facts[TermKey]['weight']

const named = Object.entries<{ kind: string }>(TERM_OPTIONS)
const namesOf = (isOf: (kind: string) => boolean) => named.filter(([, { kind }]) => isOf(kind)).map(([name]) => name)
/** The names of the options that hold taps. */
export const LAYERS_OPTIONS = namesOf(kind => kind === 'taps') as readonly LayersOption[]
/** The names of the options that hold weights of terms. */
export const WEIGHT_OPTIONS = namesOf(kind => kind !== 'taps') as readonly WeightOption[]
