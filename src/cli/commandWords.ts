import { type ErrorJson, NstOnnxError, type Words } from '../errors.js'
import { flagOf } from '../options/optionsTable.js'

/** The command line calls options by their flags. */
/** What the command line takes one by one goes by another name there than in a request. */
const flag = (option: string) => (option === 'regions' ? '--region' : flagOf(option))

const COMMAND_WORDS: Words = { subject: flag, mention: flag }

/** What went wrong, in the words of the command line. An error as data is one of this package's. */
export function errorText(error: Error | ErrorJson): string {
  const known = error instanceof Error ? error : NstOnnxError.from(error)
  return known instanceof NstOnnxError ? known.sentence(COMMAND_WORDS) : known.message
}
