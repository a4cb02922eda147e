import { NstOnnxError } from '../errors.js'

/** Several errors as one, to be told a line each; the first decides the exit code. */
export class SeveralErrors extends NstOnnxError {
  constructor(readonly errors: readonly NstOnnxError[]) {
    super(errors[0]?.kind ?? 'failed', errors.map(({ message }) => message).join('; '))
  }
}

/** What to throw for several errors: the one that there is, all together, or the first that is a defect. */
export function allOf(errors: readonly unknown[]): unknown {
  const defect = errors.find(error => !(error instanceof NstOnnxError))
  const known = errors.filter(error => error instanceof NstOnnxError)
  return defect ?? (known.length === 1 ? known[0] : new SeveralErrors(known))
}
