/**
 * Every error by its code, with its words and with what mends it, for those who show errors to others.
 *
 * @module nst-onnx/errors
 */

export type { ErrorEntry, Explanation } from '../errors/errorEntry.js'
export { EXPLANATIONS } from '../errors/explanations.js'
export {
  ERRORS,
  type ErrorCode,
  type ErrorData,
  type ErrorJson,
  type ErrorKind,
  type InputRole,
  NstOnnxError,
  type Words,
} from '../errors.js'
