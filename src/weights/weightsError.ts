import { NstOnnxError } from '../errors.js'

/**
 * Why weights could not be had:
 * - `unavailable`: no look-up rule found any, and downloading was not allowed
 * - `unreachable`: the download host did not answer, refused, has no address, or kept breaking the connection
 * - `http`: the host answered with an HTTP error
 * - `corrupt`: bytes that are not the pinned ones: wrong, too few or too many
 * - `disk`: a file could not be written or read: full, forbidden, in the way
 * - `file`: a given weights file is absent, malformed, or lacks what the network needs
 *
 * `--weights auto` goes on with fitted features after `unavailable` and `unreachable`; the others need their user.
 */
export type WeightsErrorReason = 'unavailable' | 'unreachable' | 'http' | 'corrupt' | 'disk' | 'file'

export class WeightsError extends NstOnnxError {
  constructor(
    readonly reason: WeightsErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super('weights', message, options)
  }
}
