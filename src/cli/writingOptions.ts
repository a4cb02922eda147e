import { NstOnnxError } from '../errors.js'
import { endingOf, OUTPUT_FORMATS, type OutputFormat, outputFormat } from '../images/outputFormat.js'
import { single } from './commandOptions.js'

/** What every command that writes pictures has. */
export const writingOptions = {
  overwrite: { type: 'boolean', describe: 'Replace files that are in the way; inputs are never replaced' },
  'no-recipe': { type: 'boolean', describe: 'Leave out of the pictures how they were made' },
} as const

/** The file or folder to write to. Throws NstOnnxError `usage`. */
export function outputOption(value: unknown): string | undefined {
  const output = single('output', value)
  if (output === '') throw new NstOnnxError('usage', '--output: give the name of a file or folder')
  return output === undefined ? undefined : String(output)
}

/** Throws NstOnnxError `usage`. */
export function formatOption(value: unknown): OutputFormat | undefined {
  const text = single('format', value)
  if (text === undefined) return undefined
  const format = OUTPUT_FORMATS.find(candidate => [candidate, endingOf(candidate).slice(1)].includes(String(text)))
  if (format) return format
  throw new NstOnnxError('usage', `--format: "${text}" is not one of ${OUTPUT_FORMATS.join(', ')}`)
}

/** The format of a file by its name, which another one asked for must not contradict. Throws NstOnnxError `usage`. */
export function formatOf(path: string, asked: OutputFormat | undefined): OutputFormat {
  const format = outputFormat(path)
  if (asked === undefined || asked === format) return format
  throw new NstOnnxError('usage', `--format: ${path} is the name of a ${format} file; leave --format out`)
}

/** Throws NstOnnxError `usage`. */
export function bitsOption(value: unknown): 8 | 16 | undefined {
  const text = single('bits', value)
  if (text === undefined) return undefined
  if (text === '8') return 8
  if (text === '16') return 16
  throw new NstOnnxError('usage', `--bits: ${text} is neither 8 nor 16`)
}
