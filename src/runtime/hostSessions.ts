import { NstOnnxError } from '../errors.js'
import { complaint } from './complaint.js'
import type { Device } from './devices.js'
import type { Answer, Numbered, Request } from './protocol.js'
import type { Session, SessionHost, SessionHostOptions } from './sessionHost.js'

/** The worker that a host talks to, whatever its platform calls one. */
export interface SessionWorker {
  post(request: Numbered<Request>): void
  /** Called once, before the first request. A failure is the worker's end. */
  listen(onAnswer: (answer: Numbered<Answer>) => void, onFailure: (error: Error) => void): void
  /** Ends the worker, if it has not ended yet, and waits until it has. */
  end(): Promise<void>
}

/** What a platform's messages say of its devices. */
export interface DeviceAdvice {
  /** The device that is always there. */
  readonly always: Device
  /** What to do where another one does not work. */
  readonly remedy: string
}

interface Pending {
  resolve(answer: Extract<Answer, { ok: true }>): void
  reject(error: Error): void
}

/**
 * A session host over a worker that answers the requests of protocol.ts, which is started here. Throws NstOnnxError `device`
 * where the worker cannot use the device; the worker is ended then.
 */
export async function hostSessions(
  worker: SessionWorker,
  { device, threads, weights }: Required<SessionHostOptions>,
  { always, remedy }: DeviceAdvice,
): Promise<SessionHost> {
  const pending = new Map<number, Pending>()
  let requests = 0
  let gone: Error | undefined

  const fail = (error: Error) => {
    gone ??= error
    for (const { reject } of pending.values()) reject(gone)
    pending.clear()
  }
  worker.listen(({ id, ...answer }) => {
    const waiting = pending.get(id)
    pending.delete(id)
    if (answer.ok) waiting?.resolve(answer)
    else waiting?.reject(new Error(complaint(answer.message)))
  }, fail)

  const ask = (request: Request) =>
    new Promise<Extract<Answer, { ok: true }>>((resolve, reject) => {
      if (gone) return reject(gone)
      pending.set(++requests, { resolve, reject })
      worker.post({ ...request, id: requests })
    })

  const askForDevice = (request: Request) =>
    ask(request).catch(cause => {
      if (cause instanceof NstOnnxError) throw cause
      if (device === always)
        throw new NstOnnxError('failed', `ONNX Runtime cannot load the graph: ${cause.message}`, { cause })
      throw new NstOnnxError('device', `--device ${device}: not usable here: ${cause.message}; ${remedy}`, { cause })
    })

  const release = async () => {
    fail(released)
    await worker.end()
  }

  try {
    await askForDevice({ kind: 'start', device, threads, weights })
  } catch (error) {
    await release()
    throw error
  }
  return {
    device,
    async createSession(description) {
      const { session = 0 } = await askForDevice({ kind: 'create', ...description })
      return openSession(session)
    },
    release,
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
