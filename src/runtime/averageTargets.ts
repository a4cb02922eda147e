import type { LossSpecification } from '../graphs/specification.js'
import { readsTap, targetName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Tensors } from './sessionHost.js'

/**
 * The targets of several pictures as one, each by its weight over their sum: Gram matrices and features as their means; of moments,
 * mean and second moment are averaged.
 *
 * @param specification of the readings
 * @param readings what `readTargets` reads off each picture
 * @param weights one a reading, not negative, of any sum above 0
 */
export function averageTargets(
  { terms }: LossSpecification,
  readings: readonly Tensors[],
  weights: readonly number[],
): Tensors {
  const [first = {}, ...others] = readings
  if (others.length === 0) return first
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map(weight => weight / sum)
  const averaged = terms.filter(readsTap).flatMap(term => {
    const { targets, average } = TERM_KINDS[term.kind]
    const values = readings.map(reading => targets.map(name => reading[targetName(name, term)]?.data ?? []))
    return average(values, shares).map((data, at) => {
      const name = targetName(targets[at] ?? '', term)
      return [name, { data: Float32Array.from(data), dims: first[name]?.dims ?? [] }] as const
    })
  })
  return Object.fromEntries(averaged)
}
