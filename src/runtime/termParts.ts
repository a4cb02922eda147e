import { NstOnnxError } from '../errors.js'
import { targetName } from '../graphs/terms/lossTerm.js'
import type { Sums } from '../graphs/terms/mapSums.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { partName, type SummedTerm } from '../graphs/windowGraphs.js'
import type { Tensors } from './sessionHost.js'

/** A term that is read by sums, from what its map adds up to: its weighted value, and what a graph of windows needs for its gradient. */
export function termParts(
  { term, sums }: SummedTerm,
  total: Sums,
  targets: Tensors,
  weight: number,
): { readonly value: number; readonly inputs: Tensors } {
  const compared = sums.values(total).map((values, at) => {
    const name = targetName(TERM_KINDS[term.kind].targets[at] ?? '', term)
    return meanSquare(values, (targets[name] ?? missing(name)).data, weight)
  })
  const ofValues = compared.map(({ cotangent }) => cotangent)
  const inputs = { ...sums.cotangents(total, ofValues), ...(sums.isCentred && { centre: sums.centre(total) }) }
  const vectors = Object.entries(inputs).map(([name, data]) => [
    partName(term, name),
    { data: Float32Array.from(data), dims: [data.length] },
  ])
  return { value: compared.reduce((sum, { value }) => sum + value, 0), inputs: Object.fromEntries(vectors) }
}

/** weight · mean((values − target)²), with its derivative by each value. */
function meanSquare(values: Float64Array, target: ArrayLike<number>, weight: number) {
  const share = weight / values.length
  const off = values.map((value, at) => value - (target[at] ?? Number.NaN))
  return { value: share * off.reduce((sum, x) => sum + x * x, 0), cotangent: off.map(x => 2 * share * x) }
}

function missing(name: string): never {
  throw new NstOnnxError('evaluation-failed', { trouble: `there is no ${name}` })
}
