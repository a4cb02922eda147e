import type { Words } from '../errors/words.js'
import { NstOnnxError } from '../errors.js'
import { flagOf } from '../options/optionsTable.js'

/** The command line calls options by their flags. */
const COMMAND_WORDS: Words = { subject: flagOf, mention: flagOf }

/** What went wrong, in the words of the command line. */
export function errorText(error: Error): string {
  return error instanceof NstOnnxError ? error.sentence(COMMAND_WORDS) : error.message
}
