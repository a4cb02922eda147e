/**
 * What can go wrong in a way that its user can mend. The kind decides the command line's exit code; the message is one
 * line that names the file or option and the remedy.
 */
export type ErrorKind = 'failed' | 'usage' | 'input' | 'weights' | 'device'

/** Every error this package throws on purpose. Anything else that escapes is a defect of the package. */
export class NstOnnxError extends Error {
  override readonly name = 'NstOnnxError'

  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
