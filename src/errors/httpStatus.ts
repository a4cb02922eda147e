import type { ErrorCode } from './errorCodes.js'
import type { ErrorKind } from './errorEntry.js'
import { NstOnnxError } from './nstOnnxError.js'

/** The HTTP status of each kind of error. docs/errors.md lists them. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  input: 422,
  weights: 503,
  device: 503,
  failed: 500,
}

/** The HTTP status of errors for which HTTP has a better word than for their kind. */
export const STATUS_OF_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  'file-switched-off': 403,
  'address-switched-off': 403,
  'run-id-taken': 409,
  'picture-over-limit': 413,
  'picture-too-large': 413,
  'picture-decoding-too-large': 413,
  'queue-full': 503,
  'engine-closed': 503,
  'engine-ended': 503,
  'service-starting': 503,
  'service-draining': 503,
  'jobs-not-kept': 503,
  'queue-unreachable': 503,
  'queue-without-workers': 503,
  'store-full': 503,
  'disk-full': 503,
  'uploads-full': 503,
  'rate-exceeded': 429,
  'token-wrong': 401,
  'host-refused': 421,
  'origin-refused': 403,
  'route-unknown': 404,
  'body-too-large': 413,
  'body-type': 415,
  'body-slow': 408,
  'job-unknown': 404,
  'job-other': 409,
  'job-unfinished': 409,
  'job-cancelled': 410,
  'jobs-need-token': 403,
  'type-unacceptable': 406,
  'range-unsatisfiable': 416,
  'address-not-allowed': 403,
}

/**
 * Returns the HTTP status that says what went wrong with a run, for those who serve runs: the status of an `NstOnnxError`; 410 for
 * a run that was cancelled before it had a picture; 500 for anything else.
 */
export function httpStatus(error: unknown): number {
  if (error instanceof NstOnnxError) return STATUS_OF_CODE[error.code] ?? STATUS_OF_KIND[error.kind]
  return error instanceof Error && error.name === 'AbortError' ? 410 : 500
}
