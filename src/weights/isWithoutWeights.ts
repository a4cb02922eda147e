import { type ErrorCode, NstOnnxError } from '../errors.js'

const UNREACHABLE: readonly ErrorCode[] = ['weights-unreachable', 'weights-unreachable-in-page']
const ABSENT: readonly ErrorCode[] = ['weights-unavailable', 'weights-unavailable-layer', ...UNREACHABLE]

/** Whether an error says that the source of VGG-19's weights cannot be reached now. */
export function isUnreachable(error: unknown): error is NstOnnxError {
  return error instanceof NstOnnxError && UNREACHABLE.includes(error.code)
}

/** Whether an error says that there are simply no weights to be had, so that fitted features can stand in. */
export function isWithoutWeights(error: unknown): error is NstOnnxError {
  return error instanceof NstOnnxError && ABSENT.includes(error.code)
}
