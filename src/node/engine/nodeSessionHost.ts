import type { DeviceAdvice } from '../../runtime/advised.js'
import { NODE_DEVICES, requireDevice } from '../../runtime/devices.js'
import { hostSessions } from '../../runtime/hostSessions.js'
import type { Answer, Numbered, Request } from '../../runtime/protocol.js'
import type { SessionHost, SessionHostOptions } from '../../runtime/sessionHost.js'
import { cappedThreads } from '../processors.js'
import { startThread } from './startThread.js'

export const NODE_ADVICE: DeviceAdvice = { unusable: 'device-unusable' }

/**
 * Starts ONNX Runtime in a worker thread of this process, for sessions of one's own. Throws NstOnnxError `device` for one that Node
 * never has.
 */
export async function startNodeSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  requireDevice(options.device, NODE_DEVICES)
  const thread = startThread<Numbered<Request>, Numbered<Answer>>()
  return hostSessions(
    { ...thread, end: () => thread.end({ kind: 'close', id: 0 }) },
    { ...options, threads: cappedThreads(options.threads) },
    NODE_ADVICE,
  )
}
