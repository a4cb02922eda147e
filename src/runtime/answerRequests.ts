import { openSessions, type Runtime } from './openSessions.js'
import type { Answer, Numbered, Request } from './protocol.js'
import type { Session, SessionHost } from './sessionHost.js'

/** The way back to the host. */
export interface Reply {
  /** @param handedOver what the worker need not keep, so that the host gets it without a copy */
  post(answer: Numbered<Answer>, handedOver: ArrayBuffer[]): void
  close(): void
}

/** The body of a worker in which ONNX Runtime runs: takes the requests of hostSessions.ts and answers them in their order. */
export function answerRequests(runtime: Runtime, reply: Reply): (request: Numbered<Request>) => void {
  const sessions = new Map<number, Session>()
  let host: SessionHost | undefined
  let created = 0
  let last: Promise<void> = Promise.resolve()

  return request => {
    last = last.then(async () => {
      if (request.kind === 'close') reply.close()
      else {
        const answer = await handle(request).catch(refusal)
        const outputs = answer.ok ? Object.values(answer.outputs ?? {}) : []
        reply.post(
          { ...answer, id: request.id },
          outputs.map(({ data }) => data.buffer as ArrayBuffer), // copies of the runtime's memory, which alone may be shared
        )
      }
    })
  }

  async function handle(request: Exclude<Request, { kind: 'close' }>): Promise<Answer> {
    switch (request.kind) {
      case 'start':
        host = await openSessions(runtime, request)
        return { ok: true }
      case 'create': {
        const session = await (host ?? missing('sessions yet')).createSession(request)
        sessions.set(++created, session)
        return { ok: true, session: created }
      }
      case 'bind':
        await sessionOf(request.session).bind(request.inputs)
        return { ok: true }
      case 'run':
        return { ok: true, outputs: await sessionOf(request.session).run(request.inputs) }
      case 'release': {
        const session = sessionOf(request.session)
        sessions.delete(request.session)
        await session.release()
        return { ok: true }
      }
    }
  }

  function sessionOf(number: number): Session {
    return sessions.get(number) ?? missing(`session ${number}`)
  }
}

const refusal = (error: unknown): Answer => ({
  ok: false,
  message: error instanceof Error ? error.message : String(error),
})

function missing(what: string): never {
  throw new Error(`the runtime has no ${what}`)
}
