import { type ErrorJson, NstOnnxError } from '../errors.js'
import { StylizeFailure } from '../stylize/descend.js'
import type { StylizeResult } from '../stylize/events.js'
import { WeightsError, type WeightsErrorReason } from '../weights/weightsError.js'

/** An error as it crosses threads, which keep no error's class. */
export type CarriedError =
  | {
      readonly json: ErrorJson
      readonly reason?: WeightsErrorReason
      /** The picture that there is in spite of the error. */
      readonly partial?: StylizeResult
    }
  /** The reason of the caller's own signal. */
  | 'aborted'
  /** No NstOnnxError. */
  | { readonly message: string; readonly stack?: string | undefined }

/** Puts an error into a form that can cross threads. `aborted` is the signal's reason, if it was aborted. */
export function carriedError(error: unknown, aborted?: { readonly reason: unknown }): CarriedError {
  if (aborted && error === aborted.reason) return 'aborted'
  if (!(error instanceof Error)) return { message: String(error) }
  if (!(error instanceof NstOnnxError)) return { message: error.message, stack: error.stack }
  return {
    json: error.toJSON(),
    ...(error instanceof WeightsError && { reason: error.reason }),
    ...(error instanceof StylizeFailure && { partial: error.partial }),
  }
}

/** The error that was carried, as an instance of its class. `reason` is that of the caller's signal. */
export function arrivedError(carried: CarriedError, aborted: unknown): unknown {
  if (carried === 'aborted') return aborted
  if (!('json' in carried)) {
    const { message, stack } = carried
    return Object.assign(new Error(message), stack && { stack })
  }
  const { json, reason, partial } = carried
  if (reason) return new WeightsError(reason, json.message)
  return partial ? new StylizeFailure(json.message, partial) : NstOnnxError.from(json)
}
