import { NstOnnxError } from '../errors.js'
import type { TermName } from '../graphs/terms/lossTerm.js'

/** Weights that name every term of a loss. Throws NstOnnxError `usage` where one is left out. */
export function requireTermWeights(
  terms: readonly TermName[],
  weights: Readonly<Partial<Record<TermName, number>>>,
): Readonly<Record<TermName, number>> {
  const term = terms.find(name => weights[name] === undefined)
  if (term) throw new NstOnnxError('term-without-weight', { term })
  return weights as Record<TermName, number> // each was looked at
}
