import { NstOnnxError } from '../errors.js'

/** Several errors as one, to be told a line each; the first decides the exit code. */
export class SeveralErrors extends Error {
  constructor(readonly errors: readonly [NstOnnxError, ...NstOnnxError[]]) {
    super(errors.map(({ message }) => message).join('; '))
  }
}

/** What to throw for several errors: the one that there is, all together, or the first that is a defect. */
export function allOf(errors: readonly unknown[]): unknown {
  const defect = errors.find(error => !(error instanceof NstOnnxError))
  const [first, ...others] = errors.filter(error => error instanceof NstOnnxError)
  if (defect !== undefined || !first || others.length === 0) return defect ?? first
  return new SeveralErrors([first, ...others])
}
