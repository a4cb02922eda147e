import { NstOnnxError } from '../errors.js'
import type { StylizeResult } from './events.js'

/** An evaluation failed after steps had been accepted; `partial` holds the best picture up to then. */
export class StylizeFailure extends NstOnnxError {
  constructor(
    readonly partial: StylizeResult,
    cause: unknown,
  ) {
    super('run-broke-off', {}, { cause })
  }
}
