import type { Borders } from './borders.js'
import { inNetworkOrder, TAPS, type Tap } from './taps.js'
import { type LossTerm, readsTap, type TapTerm, type TermName, termName } from './terms/lossTerm.js'
import { TERM_FACTS, TERM_KEYS } from './terms/termKinds.js'

/** Pooling between the network's blocks: 2×2, stride 2; `max` as VGG-19 was trained, `avg` as Gatys recommends. */
export type Pooling = 'max' | 'avg'

/** How features are computed, whatever reads them. */
export interface NetworkForm {
  readonly pool: Pooling
  /** `zero` where it is left out. */
  readonly borders?: Borders
}

/** A loss: the sum of some terms over the features of VGG-19. */
export interface LossSpecification extends NetworkForm {
  /** The terms of the sum, in any order. Equal terms count as one, of the sum of their weights. */
  readonly terms: readonly LossTerm[]
}

/**
 * What of a specification decides its graph: the terms without their weights and without repetition, by kind, each kind from
 * the image inwards, each tap's regions by name. Equal graphs have equal canonical forms.
 */
export function canonicalSpecification({ terms, pool, borders }: LossSpecification): LossSpecification {
  const byName = new Map(terms.map(term => [termName(term), withoutWeight(term)]))
  const form = { pool, ...(borders !== undefined && borders !== 'zero' && { borders }) }
  return { ...form, terms: [...byName.values()].sort(inOrder) }
}

/** The names of a graph's terms, in the order of its `terms` output. */
export function termNames(specification: LossSpecification): TermName[] {
  return canonicalSpecification(specification).terms.map(termName)
}

/** Every term's weight. */
export function termWeights({ terms }: LossSpecification): Record<TermName, number> {
  const weights: Partial<Record<TermName, number>> = {}
  for (const term of terms) weights[termName(term)] = (weights[termName(term)] ?? 0) + (term.weight ?? 1)
  // As large as the specification, which is what every record by term is.
  return weights as Record<TermName, number>
}

/** The taps that a specification reads, from the image inwards. */
export function tapsOf({ terms }: Pick<LossSpecification, 'terms'>): Tap[] {
  return inNetworkOrder(terms.filter(readsTap).map(({ tap }) => tap))
}

/** The part of a specification whose targets are read off one of the two pictures. */
export function readOff({ terms, ...form }: LossSpecification, picture: 'content' | 'style') {
  return { ...form, terms: terms.filter(readsTap).filter(({ kind }) => TERM_FACTS[kind].picture === picture) }
}

function withoutWeight(term: LossTerm): LossTerm {
  if (!readsTap(term)) return { kind: term.kind }
  const { kind, tap, region } = term
  return { kind, tap, ...(region !== undefined && { region }) }
}

function inOrder(a: LossTerm, b: LossTerm): number {
  return TERM_KEYS.indexOf(a.kind) - TERM_KEYS.indexOf(b.kind) || byTap(a as TapTerm, b as TapTerm)
}

/** Orders terms of one kind; a term without a tap is the only one of its kind. */
function byTap(a: TapTerm, b: TapTerm): number {
  const [one = '', other = ''] = [a.region, b.region]
  return TAPS.indexOf(a.tap) - TAPS.indexOf(b.tap) || (one < other ? -1 : Number(one > other))
}
