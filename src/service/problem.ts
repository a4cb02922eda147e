import { type ErrorCode, httpStatus, NstOnnxError } from '../errors.js'
import { httpExplanation, httpSentence, isOperators } from './httpWords.js'

/** An error as RFC 9457 has it. The fields of its data stand beside these. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly [field: string]: unknown
}

/** Codes of errors that are nobody's fault whose words and data say nothing of the machine. */
const PLAIN = /^(jobs?-|queue-|service-starting|service-draining|disk-full|store-full|uploads-full)/

/**
 * Returns what clients are told of an error.
 *
 * @param prefix of the paths of the service
 */
export function problemOf(error: unknown, prefix: string): Problem {
  const known = asNstOnnxError(error)
  const { statusCode = 500, message: words = '' } = error as ServerError
  // Whoever has the service in a server of their own says who may ask.
  if (!(error instanceof NstOnnxError) && (statusCode === 401 || statusCode === 403))
    return { type: 'about:blank', title: words, status: statusCode, detail: words, code: 'refused' }
  if (!known) {
    const title = 'The service has a defect.'
    return { type: 'about:blank', title, status: 500, detail: 'See its log, by x-request-id.', code: 'defect' }
  }
  const { kind, code, message: _message, cause: _cause, ...data } = known.toJSON()
  const isOwnAffair = isOperators(known)
  const { title, remedy } = isOwnAffair ? OPERATORS : httpExplanation(code)
  const isPlain = !isOwnAffair && (kind !== 'failed' || PLAIN.test(code))
  return {
    ...(isPlain && data),
    type: `${prefix}/errors#${code}`,
    title,
    status: httpStatus(known),
    detail: isPlain ? httpSentence(known) : remedy,
    kind,
    code,
  }
}

const OPERATORS = {
  title: 'The service cannot paint, or not on this machine.',
  remedy: 'Whoever runs it finds the reason in its log; try again later.',
}

interface ServerError {
  readonly code?: string
  readonly statusCode?: number
  readonly message?: string
}

/** Errors of the server's own, by their codes. */
const SERVER_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_REQ_FILE_TOO_LARGE: 'body-too-large',
  FST_FILES_LIMIT: 'body-too-large',
  FST_FIELDS_LIMIT: 'body-too-large',
  FST_PARTS_LIMIT: 'body-too-large',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
}

function asNstOnnxError(error: unknown): NstOnnxError | undefined {
  if (error instanceof NstOnnxError) return error
  const { code = '', statusCode = 0, message = '' } = error as ServerError
  if (statusCode === 413 || SERVER_CODES[code] === 'body-too-large') return new NstOnnxError('body-too-large', {})
  if (statusCode === 415 || statusCode === 406) return new NstOnnxError('body-type', { value: 'this content type' })
  if (statusCode === 408) return new NstOnnxError('body-slow', { limit: 0 })
  if ((statusCode >= 400 && statusCode < 500) || error instanceof SyntaxError)
    return new NstOnnxError('body-malformed', { reason: message.slice(0, 200) })
  return undefined
}
