import { NstOnnxError } from '../errors.js'
import type { OptionName } from '../options/optionsTable.js'

/** How many stages, their long sides, or `auto`. */
export type Scales = 'auto' | number | readonly number[]

/** How many stages there will be, where that does not depend on the shape of the result. */
export function stageCount(scales: Scales): number | undefined {
  if (scales === 'auto') return undefined
  return typeof scales === 'number' ? scales : scales.length
}

/** Refuses a list that has another length than there are stages. Throws NstOnnxError `usage`. */
export function requireAsMany(option: OptionName, list: readonly number[] | undefined, count: number): void {
  if (list === undefined || list.length === count) return
  throw new NstOnnxError('stages-mismatch', { option, value: list.length, limit: count })
}
