import type { Argv, Options as YargsOptions } from 'yargs'
import { NstOnnxError } from '../errors.js'
import { cappedThreads } from '../node/processors.js'
import { parseOptions } from '../options/checkOptions.js'
import {
  commandHelp,
  defaultText,
  flagOf,
  OPTION_NAMES,
  OPTIONS,
  type OptionName,
  type Options,
  valueText,
} from '../options/optionsTable.js'
import { remark } from './terminal.js'

const kebab = (name: OptionName): string => flagOf(name).slice(2)

/**
 * Adds options of the table to a command. All are read as text, so that the table's own checks and messages apply.
 *
 * @param defaults the command's own, in place of the table's
 */
export function withTableOptions<T>(
  argv: Argv<T>,
  names: readonly OptionName[] = OPTION_NAMES,
  defaults: Partial<Record<OptionName, string>> = {},
): Argv<T> {
  const entries = names.map((name): [string, YargsOptions] => [
    kebab(name),
    {
      type: 'string',
      requiresArg: true,
      describe: `${commandHelp(OPTIONS[name])} [${valueText(OPTIONS[name])}; default: ${defaults[name] ?? defaultText(OPTIONS[name])}]`,
    },
  ])
  return argv.options(Object.fromEntries(entries)) as Argv<T>
}

/**
 * The table's options out of parsed arguments, with a remark on stderr where more threads are asked for than a run gets. Throws
 * NstOnnxError `usage`.
 */
export function tableOptions(args: Readonly<Record<string, unknown>>): Options {
  const texts = OPTION_NAMES.map(name => [name, args[kebab(name)]] as const)
  const options = parseOptions(Object.fromEntries(texts))
  const { threads } = options
  const got = cappedThreads(threads)
  if (threads !== undefined && got < threads) {
    const plural = got === 1 ? '' : 's'
    remark(`--threads ${threads}: this process may use ${got} processor${plural}; it runs with ${got}`)
  }
  return options
}

/** A whole number that is the command line's own, not the table's. Throws NstOnnxError `usage`. */
export function numberOption(
  name: string,
  text: unknown,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (Number.isInteger(number) && number >= min && number <= max) return number
  throw new NstOnnxError('option-out-of-range', {
    option: name,
    value: String(text),
    what: 'a whole number',
    least: min,
    limit: max,
  })
}
