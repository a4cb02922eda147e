import { type CodeAndData, ERRORS, type ErrorCode } from './errorCodes.js'
import type { ErrorData, ErrorEntry, ErrorKind } from './errorEntry.js'
import { fillTemplate } from './fillTemplate.js'
import { LIBRARY_WORDS, type Words } from './words.js'

/** An error as plain data: what `JSON.stringify` and `structuredClone` keep of it. The fields of its data stand beside these. */
export interface ErrorJson extends ErrorData {
  readonly kind: ErrorKind
  readonly code: ErrorCode
  /** One line, in the library's words. */
  readonly message: string
  readonly cause?: ErrorJson | { readonly message: string }
}

/**
 * Every error this package throws on purpose. Anything else that escapes is a defect of the package. `code` tells what happened,
 * `data` about what; docs/errors.md lists all codes. The message is one line that names the file or option and the remedy.
 */
export class NstOnnxError extends Error {
  override readonly name = 'NstOnnxError'
  readonly kind: ErrorKind
  readonly code: ErrorCode
  readonly data: ErrorData & Readonly<Record<string, unknown>>

  constructor(...[code, data, options]: [...CodeAndData, options?: ErrorOptions | undefined]) {
    super('', options)
    this.kind = ERRORS[code].kind
    this.code = code
    this.data = jsonData(data)
    this.message = this.sentence(LIBRARY_WORDS)
  }

  /** The error that was turned into data by `toJSON`, as an instance. Throws NstOnnxError `usage` for any other data. */
  static from(json: ErrorJson): NstOnnxError {
    const { kind: _, code, message: __, cause, ...data } = json ?? {}
    if (!Object.hasOwn(ERRORS, code)) throw new NstOnnxError('error-unknown', { value: String(code) })
    // The data of a code was made by an instance.
    const given = [code, data] as unknown as CodeAndData
    return new NstOnnxError(...given, cause && { cause: causeFrom(cause) })
  }

  /** The same error with more data. */
  with(data: ErrorData & { readonly name?: string }): NstOnnxError {
    // More data than a code asks for is still what it asks for.
    const given = [this.code, { ...this.data, ...data }] as unknown as CodeAndData
    return new NstOnnxError(...given, { cause: this.cause })
  }

  get option(): string | undefined {
    return this.data.option
  }

  get input(): ErrorData['input'] {
    return this.data.input
  }

  get value(): ErrorData['value'] {
    return this.data.value
  }

  get limit(): number | undefined {
    return this.data.limit
  }

  /** What happened, in one line. */
  sentence(words: Words): string {
    const { about }: ErrorEntry = ERRORS[this.code]
    const complaint = this.complaint(words)
    return about === undefined ? complaint : `${fillTemplate(about, this.data, words.subject)}: ${complaint}`
  }

  /** The sentence without its subject. */
  complaint(words: Words): string {
    const { cause } = this
    const own = cause instanceof NstOnnxError ? cause : undefined
    const other = cause instanceof Error ? cause.message : String(cause)
    const data = {
      ...this.data,
      cause: own?.sentence(words) ?? other,
      complaint: own?.complaint(words) ?? other,
    }
    return fillTemplate(words.says?.[this.code] ?? ERRORS[this.code].says, data, words.mention)
  }

  /** Returns the error as plain data, which `NstOnnxError.from` makes an error of again. */
  toJSON(): ErrorJson {
    const { kind, code, message, data, cause } = this
    return {
      ...data,
      kind,
      code,
      message,
      ...(cause !== undefined && { cause: causeJson(cause) }),
    }
  }
}

function causeJson(cause: unknown): NonNullable<ErrorJson['cause']> {
  if (cause instanceof NstOnnxError) return cause.toJSON()
  return { message: cause instanceof Error ? cause.message : String(cause) }
}

const causeFrom = (cause: NonNullable<ErrorJson['cause']>): Error =>
  'code' in cause ? NstOnnxError.from(cause) : new Error(cause.message)

/** JSON has no numbers that are not finite. */
function jsonData(data: ErrorData): NstOnnxError['data'] {
  const entries = Object.entries(data).map(([field, value]) => [
    field,
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  ])
  return Object.fromEntries(entries)
}
