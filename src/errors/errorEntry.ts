/** What can go wrong in a way that its user can mend. The kind decides the command line's exit code. */
export type ErrorKind = 'failed' | 'usage' | 'input' | 'weights' | 'device'

/**
 * What is known of a code before it happens. Templates hold `{field}` for the error's data, `<option>` for the name of an option,
 * `{cause}` for the sentence of the error's cause, and `{complaint}` for that sentence without its subject.
 */
export interface ErrorEntry {
  readonly kind: ErrorKind
  /** Template of the sentence's subject, which a colon follows. */
  readonly about?: string
  /** Template of the rest of the sentence: what is wrong, and what to do. */
  readonly says: string
}

/** What is said of a code in docs/errors.md. */
export interface Explanation {
  /** When it happens. */
  readonly cause: string
  /** What mends it. */
  readonly remedy: string
}

export type Explanations<Entries extends ErrorEntries> = { readonly [Code in keyof Entries]: Explanation }

export type ErrorEntries = Readonly<Record<string, ErrorEntry>>

/** A picture of a run. */
export type InputRole = 'content' | 'init' | `style.${number}` | 'contentMask' | `styleMask.${number}`

/** What an error is about, as JSON has it. Other fields are those of the code's templates. */
export interface ErrorData {
  /** The option that is at fault, as the library writes it: `styleSize`. */
  readonly option?: string
  /** The picture that is at fault. */
  readonly input?: InputRole
  /** The value that is at fault. */
  readonly value?: string | number | boolean
  /** What the value may be at most; for sizes in pixels. */
  readonly limit?: number
}

type Filled = 'cause' | 'complaint'

/** Braces with spaces within are no field. */
type Fields<Template> = Template extends `${string}{${infer Field}}${infer Rest}`
  ? (Field extends ` ${string}` ? never : Field) | Fields<Rest>
  : never

/** The data that the templates of an entry ask for. */
export type DataOf<Entry extends ErrorEntry> = ErrorData & {
  readonly [Field in Exclude<Fields<Entry['says']> | Fields<Entry['about']>, Filled>]: string | number | boolean
}
