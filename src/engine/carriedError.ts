import { type ErrorJson, NstOnnxError } from '../errors.js'
import type { StylizeResult } from '../stylize/events.js'
import { StylizeFailure } from '../stylize/stylizeFailure.js'

/** An error as it crosses threads, which keep no error's class. */
export type CarriedError =
  /** `partial` is the picture that there is in spite of the error. */
  | { readonly json: ErrorJson; readonly partial?: StylizeResult }
  /** The reason of the caller's own signal. */
  | 'aborted'
  /** No NstOnnxError. */
  | { readonly message: string; readonly stack?: string | undefined }

/** Puts an error into a form that can cross threads. `aborted` is the signal's reason, if it was aborted. */
export function carriedError(error: unknown, aborted?: { readonly reason: unknown }): CarriedError {
  if (aborted && error === aborted.reason) return 'aborted'
  if (error instanceof StylizeFailure) return { json: error.toJSON(), partial: error.partial }
  if (error instanceof NstOnnxError) return { json: error.toJSON() }
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
}

/** The error that was carried, as an instance of its class. `aborted` is the reason of the caller's signal. */
export function arrivedError(carried: CarriedError, aborted: unknown): unknown {
  if (carried === 'aborted') return aborted
  if ('json' in carried) {
    const error = NstOnnxError.from(carried.json)
    return carried.partial ? new StylizeFailure(carried.partial, error.cause) : error
  }
  const { message, stack } = carried
  return Object.assign(new Error(message), stack && { stack })
}
