import { type ErrorKind, NstOnnxError } from '../errors.js'
import { StylizeFailure } from '../stylize/descend.js'
import type { StylizeResult } from '../stylize/events.js'
import { WeightsError, type WeightsErrorReason } from '../weights/weightsError.js'

/** An error as it crosses threads, which keep no error's class. */
export interface CarriedError {
  readonly message: string
  readonly stack?: string | undefined
  /** Absent from errors that are no NstOnnxError. */
  readonly kind?: ErrorKind
  readonly reason?: WeightsErrorReason
  /** The picture that there is in spite of the error. */
  readonly partial?: StylizeResult
  /** Whether the error is the reason of the caller's own signal. */
  readonly isAbort?: boolean
}

/** Puts an error into a form that can cross threads. `aborted` is the signal's reason, if it was aborted. */
export function carriedError(error: unknown, aborted?: { readonly reason: unknown }): CarriedError {
  if (aborted && error === aborted.reason) return { message: 'aborted', isAbort: true }
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, stack } = error
  if (!(error instanceof NstOnnxError)) return { message, stack }
  return {
    message,
    kind: error.kind,
    ...(error instanceof WeightsError && { reason: error.reason }),
    ...(error instanceof StylizeFailure && { partial: error.partial }),
  }
}

/** The error that was carried, as an instance of its class. `reason` is that of the caller's signal. */
export function arrivedError(
  { message, stack, kind, reason, partial, isAbort }: CarriedError,
  aborted: unknown,
): unknown {
  if (isAbort) return aborted
  if (reason) return new WeightsError(reason, message)
  if (partial) return new StylizeFailure(message, partial)
  if (kind) return new NstOnnxError(kind, message)
  return Object.assign(new Error(message), stack && { stack })
}
