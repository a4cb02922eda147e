import { NstOnnxError } from '../errors.js'

/** What takes several values; yargs has a list of them for any other option that was given twice, too. */
const SEVERAL: readonly string[] = [
  '_',
  'content',
  'style',
  'vary',
  'fixture',
  'token',
  'allow-url',
  'allowUrl',
  'style-mask',
  'styleMask',
  'region',
]

/** Throws NstOnnxError `usage` for an option that takes one value and was given several times. */
export function requireOnce(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    // An option's one-letter alias comes beside its name.
    if (!Array.isArray(value) || SEVERAL.includes(name) || name.length === 1) continue
    throw new NstOnnxError('option-repeated', { option: name, count: value.length })
  }
}
