import { NstOnnxError } from '../errors.js'
import { complaint } from './complaint.js'
import { type Device, isCpu } from './devices.js'
import type { Session, SessionHost } from './sessionHost.js'

/** What a platform says of its devices. */
export interface DeviceAdvice {
  /** The code that says what to do where one other than the CPU does not work. */
  readonly unusable: 'device-unusable' | 'device-unusable-in-page'
}

/** A session host whose errors, ONNX Runtime's own, become NstOnnxErrors that say what to do. */
export function advised(host: SessionHost, advice: DeviceAdvice): SessionHost {
  return {
    ...host,
    async createSession(description) {
      return advisedSession(
        await host.createSession(description).catch(cause => refuseDevice(host.device, cause, advice)),
      )
    },
  }
}

/** Throws what a device's failure to start, or to load a graph, means. */
export function refuseDevice(device: Device, cause: unknown, { unusable }: DeviceAdvice): never {
  if (cause instanceof NstOnnxError) throw cause
  const trouble = complaintOf(cause)
  if (isCpu(device)) throw new NstOnnxError('graph-refused', { trouble }, { cause })
  throw new NstOnnxError(unusable, { option: 'device', value: device, trouble }, { cause })
}

function advisedSession(session: Session): Session {
  return {
    ...session,
    run: inputs =>
      session.run(inputs).catch(cause => {
        if (cause instanceof NstOnnxError) throw cause
        throw new NstOnnxError('evaluation-failed', { trouble: complaintOf(cause) }, { cause })
      }),
  }
}

const complaintOf = (cause: unknown): string => complaint(cause instanceof Error ? cause.message : String(cause))
