import type { ErrorCode } from './errorCodes.js'

/** How one edge of the program puts an error into words: the library, the command line, the page. */
export interface Words {
  /** What an option is called as the subject of a sentence. */
  readonly subject: (option: string) => string
  /** What it is called within a sentence. */
  readonly mention: (option: string) => string
  /** Templates in place of `says` in the list of codes. */
  readonly says?: Readonly<Partial<Record<ErrorCode, string>>>
}

/** The library's own: options go by the names that they have in a request. */
export const LIBRARY_WORDS: Words = { subject: option => option, mention: option => option }
