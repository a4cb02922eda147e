import { NstOnnxError } from '../errors.js'
import { parseTap, TAPS, type Tap } from '../graphs/taps.js'
import {
  type ByStageOption,
  type NumberOption,
  OPTIONS,
  type Option,
  type OptionName,
  type Options,
  valueText,
} from './optionsTable.js'
import { type Fields, isFields, shown } from './shown.js'

/** Checks options given by a program, as the command line's are checked. Throws NstOnnxError `usage`, naming the option. */
export function checkOptions(options: Fields): asserts options is Options {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(OPTIONS, name)) throw new NstOnnxError('option-unknown', { option: shown(name) })
    if (value !== undefined) checkValue(name as OptionName, value)
  }
}

/** An option's value from the text of the command line. Throws NstOnnxError `usage`, naming the option. */
export function parseOption<Name extends OptionName>(name: Name, text: string): NonNullable<Options[Name]> {
  const value = read(name, OPTIONS[name], text)
  checkValue(name, value)
  return value as NonNullable<Options[Name]>
}

/**
 * Reads options from texts by their names: a form's fields, a query, a command line. What is undefined is left out.
 *
 * @throws NstOnnxError `usage`, naming the option, for a text that is no value of its option, and for what is no option
 */
export function parseOptions(texts: Readonly<Record<string, unknown>>): Options {
  const options = Object.entries(texts).flatMap(([name, text]) => {
    if (text === undefined) return []
    if (!Object.hasOwn(OPTIONS, name)) throw new NstOnnxError('option-unknown', { option: name })
    return [[name, parseOption(name as OptionName, String(text))]]
  })
  return Object.fromEntries(options)
}

/** A tap by any of its names. Throws NstOnnxError `usage`, naming the option. */
export function tapNamed(option: string, name: unknown): Tap {
  const tap = typeof name === 'string' ? parseTap(name) : undefined
  if (!tap) throw new NstOnnxError('option-not-a-layer', { option, value: shown(name), layers: LAYERS })
  return tap
}

const LAYERS = 'conv1_1 … conv5_4, relu1_1 … relu5_4 or conv_1 … conv_16'

function read(name: OptionName, option: Option, text: string): unknown {
  switch (option.kind) {
    case 'integer':
    case 'number':
      if (text === option.word) return text
      return option.unit === 'bytes' ? bytesFrom(name, text) : numberFrom(name, text)
    case 'taps':
      return text === 'none' ? [] : splitList(text)
    case 'termWeights':
      return text.includes('=') ? weightsByTap(name, splitList(text)) : numberFrom(name, text)
    case 'integerByStage':
    case 'numberByStage':
      if (text === option.word) return text
      return text.includes(',') ? splitList(text).map(part => numberFrom(name, part)) : numberFrom(name, text)
    default:
      return text
  }
}

/** Number() reads '' as 0; here it is no number. */
function numberFrom(name: OptionName, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(number)) throw new NstOnnxError('option-not-a-number', { option: name, value: text })
  return number
}

const UNITS = ['', 'k', 'm', 'g', 't']

/** A number of bytes, also with a unit: 2GB and 2g are 2e9, 2GiB is 2·2³⁰. */
function bytesFrom(name: OptionName, text: string): number {
  const [, number = '', unit = '', binary] = /^([\d.e+]+?)\s*([kmgt]?)(i?)b?$/i.exec(text.trim()) ?? []
  return Math.round(
    numberFrom(name, number === '' ? text : number) * (binary ? 1024 : 1000) ** UNITS.indexOf(unit.toLowerCase()),
  )
}

const splitList = (text: string): string[] => text.split(',').map(part => part.trim())

function weightsByTap(name: OptionName, entries: readonly string[]): Record<string, number> {
  const weights = new Map<string, number>()
  for (const entry of entries) {
    const [tap, weight, ...rest] = entry.split('=')
    if (!tap || weight === undefined || rest.length > 0)
      throw new NstOnnxError('option-not-tap-weights', { option: name, value: entry })
    if (weights.has(tap)) throw new NstOnnxError('option-value-twice', { option: name, value: tap })
    weights.set(tap, numberFrom(name, weight))
  }
  return Object.fromEntries(weights)
}

/** Checks the value of one option. Throws NstOnnxError `usage`, naming the option. */
export function checkValue(name: OptionName, value: unknown): void {
  const option: Option = OPTIONS[name]
  switch (option.kind) {
    case 'integer':
    case 'number':
      if (option.word === undefined || value !== option.word) checkNumber(name, option, value)
      return
    case 'choice':
      if (!option.choices.includes(value as string)) {
        throw new NstOnnxError('option-not-a-choice', {
          option: name,
          value: shown(value),
          choices: option.choices.join(', '),
        })
      }
      return
    case 'file':
      if (typeof value !== 'string' || value === '')
        throw new NstOnnxError('option-empty', { option: name, wanted: valueText(option) })
      return
    case 'taps':
      if (!Array.isArray(value)) throw new NstOnnxError('option-empty', { option: name, wanted: 'a list of layers' })
      if (value.length > MOST_TAPS)
        throw new NstOnnxError('option-too-long', { option: name, value: value.length, limit: MOST_TAPS })
      for (const tap of value) tapNamed(name, tap)
      return
    case 'termWeights': {
      const weights = isFields(value) ? value : undefined
      const taps = Object.keys(weights ?? {}).map(tap => tapNamed(name, tap))
      const twice = taps.find((tap, index) => taps.indexOf(tap) < index)
      if (twice) throw new NstOnnxError('option-layer-twice', { option: name, value: twice })
      for (const weight of weights ? Object.values(weights) : [value]) checkNumber(name, WEIGHT, weight)
      return
    }
    case 'integerByStage':
    case 'numberByStage':
      checkByStage(name, option, value)
  }
}

/** Every tap once under each of its names. */
export const MOST_TAPS = 2 * TAPS.length

/** What a term may weigh. */
export const WEIGHT = { kind: 'number', min: 0, max: 1e30 } as const

function checkByStage(name: OptionName, { kind, min, max, alone, word }: ByStageOption, value: unknown): void {
  if (word !== undefined && value === word) return
  const counted = kind === 'integerByStage' ? 'integer' : 'number'
  if (!Array.isArray(value)) {
    checkNumber(name, { kind: counted, ...(alone ?? { min, max }) }, value)
    return
  }
  if (value.length === 0) throw new NstOnnxError('option-empty', { option: name, wanted: 'a number for each stage' })
  if (value.length > MOST_STAGES)
    throw new NstOnnxError('stages-too-many', { option: name, value: value.length, limit: MOST_STAGES })
  for (const number of value) checkNumber(name, { kind: counted, min, max }, number)
}

/** More than anyone needs: stages from 16 pixels to 16384 in steps of the square root of 2. */
export const MOST_STAGES = 20

function checkNumber(
  name: OptionName,
  { kind, min, max }: Pick<NumberOption, 'kind' | 'min' | 'max'>,
  value: unknown,
): void {
  const isRight =
    typeof value === 'number' && value >= min && value <= max && (kind === 'number' || Number.isInteger(value))
  if (isRight) return
  throw new NstOnnxError('option-out-of-range', {
    option: name,
    value: typeof value === 'number' ? value : shown(value),
    what: kind === 'integer' ? 'a whole number' : 'a number',
    least: min,
    limit: max,
  })
}
