import { Worker } from 'node:worker_threads'
import { NstOnnxError } from '../errors.js'
import { hostSessions, type SessionWorker } from './hostSessions.js'
import { loadFault } from './nativeRuntime.js'
import { packageFile } from './packageFile.js'
import { cappedThreads } from './processors.js'
import type { Numbered, Request } from './protocol.js'
import type { SessionHost, SessionHostOptions } from './sessionHost.js'

const ADVICE = { always: 'cpu', remedy: 'use --device cpu, or one that `nst-onnx devices` finds' } as const

/** Starts ONNX Runtime in a worker thread of this process, so that timers and Ctrl-C are served during an evaluation. */
export async function startNodeSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  // ONNX Runtime reports on its use to its maker, and keeps an id in the user's cache folder, unless this is set by its first session.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  return hostSessions(startWorker(), { ...options, threads: cappedThreads(options.threads) }, ADVICE)
}

function startWorker(): SessionWorker {
  const worker = new Worker(packageFile('./nodeSessionWorker.js', import.meta.url))
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const post = (request: Numbered<Request>) => worker.postMessage(request)
  return {
    post,
    listen(onAnswer, onFailure) {
      worker.on('message', onAnswer)
      worker.on('error', error => onFailure(loadFault(error) ?? error))
      ended.then(() =>
        onFailure(new NstOnnxError('failed', 'the thread of ONNX Runtime has ended; a smaller --size may help')),
      )
    },
    async end() {
      // Not terminate(): ONNX Runtime aborts the whole process when its thread ends under it.
      post({ kind: 'close', id: 0 })
      await ended
    },
  }
}
