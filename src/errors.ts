export type { ErrorKind } from './errors/errorEntry.js'
export { type ErrorJson, NstOnnxError } from './errors/nstOnnxError.js'
