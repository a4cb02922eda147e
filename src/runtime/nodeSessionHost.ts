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
  worker.on('exit', () => fail(new NstOnnxError('failed', 'the runtime was released while it was in use')))
  worker.on('message', ({ id, ...answer }: Numbered<Answer>) => {
    const waiting = pending.get(id)
    pending.delete(id)
    if (answer.ok) waiting?.resolve(answer)
    else waiting?.reject(new Error(answer.message))
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
      const { session = 0 } = await ask({ kind: 'create', ...description }).catch(error => {
        const kind = device === 'cpu' ? 'failed' : 'device'
        throw new NstOnnxError(kind, `--device ${device}: ONNX Runtime cannot load the graph: ${oneLine(error)}`)
      })
      return openSession(session)
    },
    async release() {
      await worker.terminate()
    },
  }

  function openSession(session: number): Session {
    return {
      async bind(inputs) {
        await ask({ kind: 'bind', session, inputs })
      },
      async run(inputs) {
        const { outputs = {} } = await ask({ kind: 'run', session, inputs }).catch(error => {
          if (error instanceof NstOnnxError) throw error
          throw new NstOnnxError('failed', `the evaluation failed; a smaller --size may help: ${oneLine(error)}`)
        })
        return outputs
      },
      async release() {
        await ask({ kind: 'release', session })
      },
    }
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim()
}
