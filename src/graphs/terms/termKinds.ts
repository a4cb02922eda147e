import { CONTENT_TERM } from './contentTerm.js'
import { STYLE_TERM } from './styleTerm.js'
import type { ImageKind, TapKind } from './termKind.js'
import { TOTAL_VARIATION_TERM } from './totalVariationTerm.js'

/** Every kind of loss term by the word that its terms' names begin with, in the order of a graph's `terms`. */
export const TERM_KINDS = {
  style: STYLE_TERM,
  content: CONTENT_TERM,
  tv: TOTAL_VARIATION_TERM,
} as const satisfies Record<string, TapKind | ImageKind>

/** The options of all kinds. */
export const TERM_OPTIONS = {
  ...STYLE_TERM.options,
  ...CONTENT_TERM.options,
  ...TOTAL_VARIATION_TERM.options,
}

type Kinds = typeof TERM_KINDS

export type TermKey = keyof Kinds
/** The kinds that read a tap. */
export type TapKey = { [Key in TermKey]: Kinds[Key] extends TapKind ? Key : never }[TermKey]
/** The kinds on the image itself. */
export type ImageKey = Exclude<TermKey, TapKey>

export const TERM_KEYS = Object.keys(TERM_KINDS) as readonly TermKey[]

/** The options that hold weights of terms, and those that hold taps. */
export type WeightOption = Kinds[TermKey]['weight']
export type LayersOption = Kinds[TapKey]['layers']
