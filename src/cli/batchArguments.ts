import type { Argv } from 'yargs'
import { NstOnnxError } from '../errors.js'
import { ENDINGS_TEXT } from '../images/outputFormat.js'
import { tapNamed } from '../options/checkOptions.js'
import { OPTION_NAMES, OPTIONS, type OptionName } from '../options/optionsTable.js'
import { DECIDED_BY_STUDY } from '../requests/request.js'
import { outputOption, writingOptions } from './writingOptions.js'

/** Adds what every command that makes several pictures has besides the table's options. */
export function withBatchOptions<T>(argv: Argv<T>, sheet: string): Argv<T> {
  return argv
    .option('output', {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      describe: `Where to write the sheet: ${ENDINGS_TEXT}; the pictures go into a folder of its name [default: ${sheet}]`,
    })
    .options(writingOptions)
    .option('quiet', { alias: 'q', type: 'boolean', describe: 'Say nothing but warnings and errors' })
    .option('json', { type: 'boolean', describe: 'One event a line on stdout, as JSON' }) as Argv<T>
}

export const seedsOption = {
  type: 'string',
  requiresArg: true,
  describe: 'Seeds of the noise, one picture each: N,… [default: 0]',
} as const

/** The table's options that `reconstruct` and `texture` take as they are; they have `--seeds` for `--seed`. */
export const studyOptionNames: readonly OptionName[] = OPTION_NAMES.filter(
  name => name !== 'seed' && !(DECIDED_BY_STUDY as readonly OptionName[]).includes(name),
)

/** How a batch is told, and what it may write. */
export interface BatchManner {
  readonly json: boolean
  readonly quiet: boolean
  /** Whether files that this program did not make may be replaced. */
  readonly overwrite: boolean
  /** Whether pictures tell how they were made. */
  readonly recipes: boolean
  /** The file or folder asked for. */
  readonly output: string | undefined
}

/** Throws NstOnnxError `usage`. */
export function batchManner(args: Readonly<Record<string, unknown>>): BatchManner {
  const output = outputOption(args.output)
  if (output === '-') throw new NstOnnxError('output-stdout-for-many', { option: 'output' })
  return {
    json: args.json === true,
    quiet: args.quiet === true,
    overwrite: args.overwrite === true,
    recipes: args['no-recipe'] !== true,
    output,
  }
}

/** Seeds from `1,2,3`; the default where none are given. Throws NstOnnxError `usage`. */
export function seedList(text: unknown): number[] {
  if (text === undefined) return [0]
  const { max } = OPTIONS.seed
  const seeds = String(text)
    .split(',')
    .map(seed => seed.trim())
  if (!seeds.every(seed => /^\d+$/.test(seed) && Number(seed) <= max))
    throw new NstOnnxError('seeds-malformed', { option: 'seeds', value: String(text), limit: max })
  return different('seeds', seeds.map(Number))
}

/** Width and height from `640x480`. Throws NstOnnxError `usage`. */
export function sizeFrom(name: string, text: unknown): { width: number; height: number } | undefined {
  if (text === undefined) return undefined
  const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(String(text)) ?? []
  if (!width || !height) throw new NstOnnxError('size-malformed', { option: name, value: String(text) })
  const size = { width: Number(width), height: Number(height) }
  const { min, max } = OPTIONS.size
  if (Object.values(size).every(side => side >= min && side <= max)) return size
  throw new NstOnnxError('side-out-of-range', { option: name, value: String(text), least: min, limit: max })
}

/** A list without repetition. Throws NstOnnxError `usage`. */
export function different<Item>(name: string, items: readonly Item[]): Item[] {
  const twice = items.find((item, index) => items.indexOf(item) < index)
  if (twice !== undefined) throw new NstOnnxError('option-value-twice', { option: name, value: String(twice) })
  return [...items]
}

/** Layers from `conv_1,relu2_1`, by the names given, each layer once. Throws NstOnnxError `usage`. */
export function layerList(text: string): string[] {
  const layers = text.split(',').map(layer => layer.trim())
  different(
    'layers',
    layers.map(layer => tapNamed('layers', layer)),
  )
  return layers
}

/** An option that takes several pictures. */
export const picturesOption = (describe: string) =>
  ({ type: 'array', string: true, requiresArg: true, demandOption: true, describe }) as const
