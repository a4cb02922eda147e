import { NstOnnxError } from '../errors.js'
import { endingOf, OUTPUT_FORMATS, type OutputFormat, outputFormat } from '../images/outputFormat.js'

/** What every command that writes pictures has. */
export const writingOptions = {
  overwrite: { type: 'boolean', describe: 'Replace files that are in the way; inputs are never replaced' },
  'no-recipe': { type: 'boolean', describe: 'Leave out of the pictures how they were made' },
} as const

/** The file or folder to write to. Throws NstOnnxError `usage`. */
export function outputOption(output: unknown): string | undefined {
  if (output === '') throw new NstOnnxError('output-unnamed', { option: 'output' })
  return output === undefined ? undefined : String(output)
}

/** Throws NstOnnxError `usage`. */
export function formatOption(text: unknown): OutputFormat | undefined {
  if (text === undefined) return undefined
  const format = OUTPUT_FORMATS.find(candidate => [candidate, endingOf(candidate).slice(1)].includes(String(text)))
  if (format) return format
  throw new NstOnnxError('option-not-a-choice', {
    option: 'format',
    value: String(text),
    choices: OUTPUT_FORMATS.join(', '),
  })
}

/** The format of a file by its name, which another one asked for must not contradict. Throws NstOnnxError `usage`. */
export function formatOf(path: string, asked: OutputFormat | undefined): OutputFormat {
  const format = outputFormat(path)
  if (asked === undefined || asked === format) return format
  throw new NstOnnxError('output-format-contradicts', { option: 'format', path, format })
}

/** Throws NstOnnxError `usage`. */
export function bitsOption(text: unknown): 8 | 16 | undefined {
  if (text === undefined) return undefined
  if (text === '8') return 8
  if (text === '16') return 16
  throw new NstOnnxError('bits-wrong', { option: 'bits', value: String(text) })
}
