import { type ErrorJson, NstOnnxError, type Words } from '../errors.js'
import { flagOf } from '../options/optionsTable.js'

/** What goes by another name on the command line than in a request. */
const FLAGS: Readonly<Record<string, string>> = { regions: '--region', styles: '--style-blend' }

const flag = (option: string) => FLAGS[option] ?? flagOf(option)

/** The command line calls options by their flags. */
const COMMAND_WORDS: Words = { subject: flag, mention: flag }

/** What went wrong, in the words of the command line. An error as data is one of this package's. */
export function errorText(error: Error | ErrorJson): string {
  const known = error instanceof Error ? error : NstOnnxError.from(error)
  return known instanceof NstOnnxError ? known.sentence(COMMAND_WORDS) : known.message
}
