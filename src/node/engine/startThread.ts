import { Worker } from 'node:worker_threads'
import { NstOnnxError } from '../../errors.js'
import { packageFile } from '../packageFile.js'
import { loadFault, requireNativeRuntime } from './nativeRuntime.js'

/** A thread in which ONNX Runtime runs. */
export interface Thread<Sent, Received> {
  post(message: Sent): void
  /** Called once, before the first message. A failure is the thread's end. */
  listen(onMessage: (message: Received) => void, onFailure: (error: Error) => void): void
  /** Asks the thread to end after what it is at, by a message that says so, and waits until it has ended. */
  end(closing: Sent): Promise<void>
}

/**
 * Starts nodeWorker.ts in a thread of this process, so that timers and Ctrl-C are served during an evaluation. Throws as
 * `requireNativeRuntime` does.
 */
export function startThread<Sent, Received>(): Thread<Sent, Received> {
  // ONNX Runtime reports on its use to its maker, and keeps an id in the user's cache folder, unless this is set by its first session.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  requireNativeRuntime()
  const worker = new Worker(packageFile('dist/node/engine/nodeWorker.js'))
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const post = (message: Sent) => worker.postMessage(message)
  return {
    post,
    listen(onMessage, onFailure) {
      worker.on('message', onMessage)
      worker.on('error', error => onFailure(loadFault(error) ?? error))
      ended.then(() => onFailure(new NstOnnxError('thread-ended', {})))
    },
    async end(closing) {
      // Not terminate(): ONNX Runtime aborts the whole process when its thread ends under it.
      post(closing)
      await ended
    },
  }
}
