import type { Tap } from '../taps.js'
import { type ImageKey, isTapKey, type TapKey } from './termKinds.js'

/** A term that compares what it reads at a tap with a target picture. */
export interface TapTerm {
  readonly kind: TapKey
  readonly tap: Tap
  /** The name of a soft mask on the image, where the term is of a part of it. */
  readonly region?: string
  /** 1 where it is left out. No part of a graph, which takes weights as inputs. */
  readonly weight?: number
}

/** A term on the image itself. */
export interface ImageTerm {
  readonly kind: ImageKey
  readonly weight?: number
}

/** One summand of a loss. */
export type LossTerm = TapTerm | ImageTerm

/** A term's name in a graph's inputs and `terms`, and in all results: `style.relu3_1`, `style.relu3_1.sky`, `tv`. */
export type TermName = `${TapKey}.${Tap}` | `${TapKey}.${Tap}.${string}` | ImageKey

/** Returns the name of a term. */
export function termName(term: LossTerm): TermName {
  return readsTap(term) ? `${term.kind}.${tapAndRegion(term)}` : term.kind
}

/** The name of one of a term's targets: `gram.relu3_1`, `features.conv4_2`. */
export function targetName(statistic: string, term: TapTerm): string {
  return `${statistic}.${tapAndRegion(term)}`
}

export function readsTap(term: LossTerm): term is TapTerm {
  return isTapKey(term.kind)
}

const tapAndRegion = ({ tap, region }: TapTerm): `${Tap}` | `${Tap}.${string}` =>
  region === undefined ? tap : `${tap}.${region}`
