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

/** A thread, and how it ends. */
interface Started {
  readonly worker: Worker
  /** Never rejects, and resolves before `ended` where it resolves. */
  readonly failed: Promise<Error>
  readonly ended: Promise<void>
}

let ahead: Started | undefined

/**
 * Starts the thread that the next `startThread` gets, which need not wait for it then. Where it cannot be started, `startThread` says
 * why.
 */
export function startThreadAhead(): void {
  try {
    ahead = started({ isAhead: true })
  } catch {}
}

/** Ends the thread that was started ahead, if nobody took it, and waits until it has ended. */
export async function endThreadAhead(): Promise<void> {
  ahead?.worker.postMessage({ kind: 'close', id: 0 })
  await ahead?.ended
}

/**
 * Starts nodeWorker.ts in a thread of this process, so that timers and Ctrl-C are served during an evaluation. Throws as
 * `requireNativeRuntime` does.
 */
export function startThread<Sent, Received>(): Thread<Sent, Received> {
  const { worker, failed, ended } = ahead ?? started({ isAhead: false })
  ahead = undefined
  const post = (message: Sent) => worker.postMessage(message)
  return {
    post,
    listen(onMessage, onFailure) {
      worker.on('message', onMessage)
      failed.then(error => onFailure(loadFault(error) ?? error))
      ended.then(() => onFailure(new NstOnnxError('thread-ended', {})))
    },
    async end(closing) {
      // Not terminate(): ONNX Runtime aborts the whole process when its thread ends under it, as it does where the process ends first.
      post(closing)
      await ended
    },
  }
}

/** What a thread is told before its first message. */
export interface ThreadData {
  /** Whether that message will be a while in coming, and is an engine's. */
  readonly isAhead: boolean
}

function started(data: ThreadData): Started {
  // ONNX Runtime reports on its use to its maker, and keeps an id in the user's cache folder, unless this is set by its first session.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  requireNativeRuntime()
  const worker = new Worker(packageFile('dist/node/engine/nodeWorker.js'), { workerData: data })
  return {
    worker,
    failed: new Promise(resolve => worker.once('error', resolve)),
    ended: new Promise(resolve => worker.once('exit', () => resolve())),
  }
}
