import { NstOnnxError } from '../errors.js'
import { parseTap, type Tap } from '../graphs/taps.js'
import {
  flagOf,
  type NumberOption,
  OPTION_NAMES,
  OPTIONS,
  type Option,
  type OptionName,
  type Options,
} from './optionsTable.js'

/** Checks options given by a program, as the command line's are checked. Throws NstOnnxError `usage`, naming the option. */
export function checkOptions(options: Options): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(OPTIONS, name)) throw new NstOnnxError('usage', `${name} is not an option; OPTIONS lists them`)
    if (value !== undefined) checkValue(name as OptionName, value)
  }
}

/** An option's value from the text of the command line. Throws NstOnnxError `usage`, naming the option. */
export function parseOption<Name extends OptionName>(name: Name, text: string): NonNullable<Options[Name]> {
  const value = read(name, OPTIONS[name], text)
  checkValue(name, value)
  return value as NonNullable<Options[Name]>
}

/** Options from a record of texts by option name, where absent ones stay absent. */
export function parseOptions(texts: Readonly<Record<string, unknown>>): Options {
  const given = OPTION_NAMES.filter(name => texts[name] !== undefined)
  return Object.fromEntries(given.map(name => [name, parseOption(name, String(texts[name]))]))
}

/** A tap by any of its names. Throws NstOnnxError `usage`, naming the option. */
export function tapNamed(option: string, name: string): Tap {
  return (
    parseTap(name) ??
    refuse(option, `"${name}" is not a layer; use conv1_1 … conv5_4, relu1_1 … relu5_4 or conv_1 … conv_16`)
  )
}

/** Throws NstOnnxError `usage` about one option. */
export function refuse(name: string, reason: string): never {
  throw new NstOnnxError('usage', `${flagOf(name)}: ${reason}`)
}

function read(name: OptionName, option: Option, text: string): unknown {
  switch (option.kind) {
    case 'integer':
    case 'number':
      return numberFrom(name, text)
    case 'taps':
      return text === 'none' ? [] : splitList(text)
    case 'weights':
      return text.includes('=') ? weightsByName(name, splitList(text)) : numberFrom(name, text)
    default:
      return text
  }
}

/** Number() reads '' as 0; here it is no number. */
function numberFrom(name: OptionName, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isNaN(number) ? refuse(name, `"${text}" is not a number`) : number
}

const splitList = (text: string): string[] => text.split(',').map(part => part.trim())

function weightsByName(name: OptionName, entries: readonly string[]): Record<string, number> {
  const weights = new Map<string, number>()
  for (const entry of entries) {
    const [tap, weight, ...rest] = entry.split('=')
    if (!tap || weight === undefined || rest.length > 0) refuse(name, `"${entry}" is not TAP=NUMBER`)
    if (weights.has(tap)) refuse(name, `${tap} is given twice`)
    weights.set(tap, numberFrom(name, weight))
  }
  return Object.fromEntries(weights)
}

function checkValue(name: OptionName, value: unknown): void {
  const option: Option = OPTIONS[name]
  switch (option.kind) {
    case 'integer':
    case 'number':
      checkNumber(name, option, value)
      return
    case 'choice':
      if (!option.choices.includes(value as string)) {
        refuse(name, `"${value}" is not one of ${option.choices.join(', ')}`)
      }
      return
    case 'text':
      if (typeof value !== 'string' || value === '') refuse(name, `give ${option.placeholder}`)
      return
    case 'taps':
      if (!Array.isArray(value)) refuse(name, 'give a list of layers')
      for (const tap of value) tapNamed(name, String(tap))
      return
    case 'weights': {
      const weights = typeof value === 'object' && value !== null ? value : undefined
      const taps = Object.keys(weights ?? {}).map(tap => tapNamed(name, tap))
      const twice = taps.find((tap, place) => taps.indexOf(tap) < place)
      if (twice) refuse(name, `${twice} is given twice, under two names`)
      for (const weight of weights ? Object.values(weights) : [value]) checkNumber(name, WEIGHT, weight)
    }
  }
}

const WEIGHT = { kind: 'number', min: 0, max: 1e30 } as const

function checkNumber(
  name: OptionName,
  { kind, min, max }: Pick<NumberOption, 'kind' | 'min' | 'max'>,
  value: unknown,
): void {
  const isRight =
    typeof value === 'number' && value >= min && value <= max && (kind === 'number' || Number.isInteger(value))
  if (!isRight)
    refuse(name, `${value} is not ${kind === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`)
}
