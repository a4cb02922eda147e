import { answerRequests } from '../runtime/answerRequests.js'
import type { Runtime } from '../runtime/openSessions.js'
import type { Answer, Numbered, Request } from '../runtime/protocol.js'
import type { Platform } from '../stylize/platform.js'
import type { EngineSettings, FromEngine, ToEngine } from './messages.js'
import { serveEngine } from './serveEngine.js'

/** The way back to whoever started a worker. */
export interface WorkerReply {
  /** @param handedOver what the worker need not keep, so that the caller gets it without a copy */
  post(message: FromEngine | Numbered<Answer>, handedOver: ArrayBuffer[]): void
  close(): void
}

/** What a worker can be told: by an engine's caller, or by a session host. */
export type ToWorker<Input> = ToEngine<Input> | Numbered<Request>

/**
 * The body of a worker with ONNX Runtime. Its first message decides what it is: an engine, which holds whole runs, or the sessions
 * of a host.
 */
export function serveWorker<Input>(
  runtime: Runtime,
  platformOf: (settings: EngineSettings) => Platform<Input>,
  reply: WorkerReply,
): (message: ToWorker<Input>) => void {
  let take: ((message: never) => void) | undefined
  return message => {
    take ??= message.kind === 'open' ? serveEngine(platformOf, reply) : answerRequests(runtime, reply)
    // Whoever sent the first message sends the others, and knows no others.
    take(message as never)
  }
}
