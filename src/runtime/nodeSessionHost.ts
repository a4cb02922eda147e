import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { NstOnnxError } from '../errors.js'
import type { Answer, Numbered, Request } from './protocol.js'
import type { Session, SessionHost, SessionHostOptions } from './sessionHost.js'

interface Pending {
  resolve(answer: Extract<Answer, { ok: true }>): void
  reject(error: Error): void
}

/** Starts ONNX Runtime in a worker thread of this process, so that timers and Ctrl-C are served during an evaluation. */
export async function startNodeSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  const { device, threads = availableParallelism(), weights } = options
  // ONNX Runtime reports on its use to its maker, and keeps an id in the user's cache folder, unless this is set by its first session.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  const worker = new Worker(new URL('./sessionWorker.js', import.meta.url))
  const pending = new Map<number, Pending>()
  let requests = 0
  let gone: Error | undefined

  const fail = (error: Error) => {
    gone ??= error
    for (const { reject } of pending.values()) reject(gone)
    pending.clear()
  }
  worker.on('error', fail)
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  ended.then(() => fail(released))
  worker.on('message', ({ id, ...answer }: Numbered<Answer>) => {
    const waiting = pending.get(id)
    pending.delete(id)
    if (answer.ok) waiting?.resolve(answer)
    else waiting?.reject(new Error(oneLine(answer.message)))
  })

  const ask = (request: Request) =>
    new Promise<Extract<Answer, { ok: true }>>((resolve, reject) => {
      if (gone) return reject(gone)
      pending.set(++requests, { resolve, reject })
      worker.postMessage({ ...request, id: requests })
    })

  await ask({ kind: 'start', device, threads, weights })
  return {
    device,
    async createSession(description) {
      const { session = 0 } = await ask({ kind: 'create', ...description }).catch(cause => {
        if (cause instanceof NstOnnxError) throw cause
        if (device === 'cpu')
          throw new NstOnnxError('failed', `ONNX Runtime cannot load the graph: ${cause.message}`, { cause })
        const remedy = 'use --device cpu, or one that `nst-onnx devices` finds'
        throw new NstOnnxError('device', `--device ${device}: not usable here: ${cause.message}; ${remedy}`, { cause })
      })
      return openSession(session)
    },
    async release() {
      // Not terminate(): ONNX Runtime aborts the whole process when its thread ends under it.
      fail(released)
      worker.postMessage({ kind: 'close', id: 0 } satisfies Numbered<Request>)
      await ended
    },
  }

  function openSession(session: number): Session {
    return {
      async bind(inputs) {
        await ask({ kind: 'bind', session, inputs })
      },
      async run(inputs) {
        const { outputs = {} } = await ask({ kind: 'run', session, inputs }).catch(cause => {
          if (cause instanceof NstOnnxError) throw cause
          throw new NstOnnxError('failed', `the evaluation failed; a smaller --size may help: ${cause.message}`, {
            cause,
          })
        })
        return outputs
      },
      async release() {
        await ask({ kind: 'release', session })
      },
    }
  }
}

const released = new NstOnnxError('failed', 'the runtime was released while it was in use')

/** ONNX Runtime's complaint on one line, without the place in its source. */
function oneLine(message: string): string {
  const text = message.replaceAll(/\s+/g, ' ').trim()
  return text.replace(/^\/\S+:\d+ .* was false\. /, '')
}
