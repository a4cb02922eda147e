export { ERRORS, type ErrorCode } from './errors/errorCodes.js'
export type { ErrorData, ErrorKind, InputRole } from './errors/errorEntry.js'
export { type ErrorJson, NstOnnxError } from './errors/nstOnnxError.js'
export type { Words } from './errors/words.js'
