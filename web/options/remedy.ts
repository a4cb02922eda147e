import type { OptionName } from '../../src/options/optionsTable.js'
import { labelOf } from './optionText.js'

/** A value that a message of the page recommends for an option. */
export interface Remedy {
  readonly name: OptionName
  readonly value: number
}

const SIZES: readonly OptionName[] = ['size', 'styleSize']

/** The size that fits, out of a message that a picture is too large for the device. */
export function remedyOf(message: string): Remedy | undefined {
  const name = SIZES.find(size => message.startsWith(`${labelOf(size)}: `))
  const value = Number(/largest size that fits is (\d+)/.exec(message)?.[1])
  return name && value > 0 ? { name, value } : undefined
}
