import { type TapTerm, targetName } from '../graphs/terms/lossTerm.js'
import type { TapKind } from '../graphs/terms/termKind.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Tensors } from './sessionHost.js'

/**
 * The targets of several pictures as one: the mean of each value by the pictures' weights, unless its kind says otherwise.
 *
 * @param terms whose targets they are
 * @param targets what `readTargets` read off each picture
 * @param weights of each picture, not negative, one of them above 0
 */
export function blendTargets(
  terms: readonly TapTerm[],
  targets: readonly Tensors[],
  weights: readonly number[],
): Tensors {
  const [first = {}] = targets
  if (targets.length < 2) return first
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map(weight => weight / total)
  const blended = Object.entries(first).map(([name, { data, dims }]) => {
    const of = targets.map(target => target[name]?.data ?? new Float32Array(data.length))
    return [name, { data: data.map((_, i) => meanByShare(of, shares, i)), dims }] as const
  })
  return Object.assign(Object.fromEntries(blended), ...terms.map(term => ownBlend(term, targets, shares)))
}

/** The targets of a term that are no mean by share. */
function ownBlend(term: TapTerm, targets: readonly Tensors[], shares: readonly number[]): Tensors {
  const { blend }: TapKind = TERM_KINDS[term.kind]
  const own = blend?.(
    statistic => targets.map(target => target[targetName(statistic, term)]?.data ?? new Float32Array()),
    shares,
  )
  return Object.fromEntries(
    Object.entries(own ?? {}).map(([statistic, data]) => {
      const name = targetName(statistic, term)
      return [name, { data, dims: targets[0]?.[name]?.dims ?? [data.length] }]
    }),
  )
}

/** The mean of the values at a place by their shares, which add up to 1. */
function meanByShare(values: readonly Float32Array[], shares: readonly number[], place: number): number {
  return shares.reduce((sum, share, k) => sum + share * (values[k]?.[place] ?? 0), 0)
}
