import { hostSessions } from '../../runtime/hostSessions.js'
import type { Answer, Numbered, Request } from '../../runtime/protocol.js'
import type { SessionHost, SessionHostOptions } from '../../runtime/sessionHost.js'
import { startWebWorker } from './startWebWorker.js'
import { WEB_ADVICE, webThreads } from './webDevices.js'

/**
 * Starts ONNX Runtime in a web worker, for sessions of one's own. Releasing the host ends the worker at once, whatever it is doing,
 * with all that it holds on the GPU; browsers may take seconds to end its threads.
 */
export async function startWebSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  const { device, threads } = options
  const worker = startWebWorker<Numbered<Request>, Numbered<Answer>>(device)
  return hostSessions(worker, { ...options, threads: webThreads(threads) }, WEB_ADVICE)
}
