import { NstOnnxError } from '../errors.js'
import { advised, type DeviceAdvice, refuseDevice } from './advised.js'
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
  advice: DeviceAdvice,
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
    else waiting?.reject(new Error(answer.message))
  }, fail)

  const ask = (request: Request) =>
    new Promise<Extract<Answer, { ok: true }>>((resolve, reject) => {
      if (gone) return reject(gone)
      pending.set(++requests, { resolve, reject })
      worker.post({ ...request, id: requests })
    })

  const release = async () => {
    fail(released)
    await worker.end()
  }

  try {
    await ask({ kind: 'start', device, threads, weights })
  } catch (error) {
    await release()
    refuseDevice(device, error, advice)
  }
  return advised({ device, createSession, release }, advice)

  async function createSession(description: Parameters<SessionHost['createSession']>[0]): Promise<Session> {
    const { session = 0 } = await ask({ kind: 'create', ...description })
    return {
      async bind(inputs) {
        await ask({ kind: 'bind', session, inputs })
      },
      run: async inputs => (await ask({ kind: 'run', session, inputs })).outputs ?? {},
      async release() {
        await ask({ kind: 'release', session })
      },
    }
  }
}

const released = new NstOnnxError('runtime-released', {})
