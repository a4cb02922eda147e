import { NstOnnxError } from '../errors.js'
import type { LossSpecification } from '../graphs/specification.js'
import { countsOn, type Device } from '../runtime/devices.js'

/** Throws NstOnnxError `device` for a device that lacks operators of a loss. */
export function requireOperators({ terms }: LossSpecification, device: Device): void {
  if (countsOn(device) || !terms.some(({ kind }) => kind === 'histogram')) return
  throw new NstOnnxError('device-without-histogram', { option: 'device', value: device })
}
