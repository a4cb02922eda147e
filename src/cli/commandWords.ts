import { type ErrorJson, NstOnnxError, type Words } from '../errors.js'
import { flagOf } from '../options/optionsTable.js'

/** The command line calls options by their flags. */
const COMMAND_WORDS: Words = { subject: flagOf, mention: flagOf }

/** What went wrong, in the words of the command line. An error as data is one of this package's. */
export function errorText(error: Error | ErrorJson): string {
  const known = error instanceof Error ? error : NstOnnxError.from(error)
  return known instanceof NstOnnxError ? known.sentence(COMMAND_WORDS) : known.message
}
