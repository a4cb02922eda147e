import type { InferenceSession, Tensor } from 'onnxruntime-web'
import type { Device } from './devices.js'
import type { Answer, Numbered, Request } from './protocol.js'
import type { Tensors } from './sessionHost.js'

/** What a build of ONNX Runtime gives its worker. */
export interface Runtime {
  create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>
  /** Called once, before everything else. */
  start(device: Device, threads: number): InferenceSession.SessionOptions | Promise<InferenceSession.SessionOptions>
  /** An input of one run. */
  tensor(data: Float32Array, dims: readonly number[]): Tensor
  /** An input of many runs, put where the device reads it; disposed of when it is replaced or its session released. */
  kept(data: Float32Array, dims: readonly number[]): Tensor
}

interface OpenSession {
  readonly session: InferenceSession
  readonly kept: Map<string, Tensor>
}

/** The way back to the host. */
export interface Reply {
  /** @param handedOver what the worker need not keep, so that the host gets it without a copy */
  post(answer: Numbered<Answer>, handedOver: ArrayBuffer[]): void
  close(): void
}

/** The body of a worker in which ONNX Runtime runs: takes the requests of hostSessions.ts and answers them in their order. */
export function answerRequests(runtime: Runtime, reply: Reply): (request: Numbered<Request>) => void {
  const sessions = new Map<number, OpenSession>()
  let weights: ReadonlyMap<string, Float32Array> = new Map()
  let options: InferenceSession.SessionOptions = {}
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
        weights = request.weights
        options = await runtime.start(request.device, request.threads)
        return { ok: true }
      case 'create': {
        const externalData = request.weights.map(path => ({ path, data: bytesOf(weights.get(path) ?? missing(path)) }))
        const session = await runtime.create(request.model, { ...options, externalData })
        sessions.set(++created, { session, kept: new Map() })
        return { ok: true, session: created }
      }
      case 'bind': {
        const { kept } = sessionOf(request.session)
        for (const [name, { data, dims }] of Object.entries(request.inputs)) {
          kept.get(name)?.dispose()
          kept.set(name, runtime.kept(data, dims))
        }
        return { ok: true }
      }
      case 'run': {
        const { session, kept } = sessionOf(request.session)
        const entries = Object.entries(request.inputs)
        const inputs = entries.map(([name, { data, dims }]) => [name, runtime.tensor(data, dims)] as const)
        const results = await session.run(Object.fromEntries([...kept, ...inputs]))
        return { ok: true, outputs: valuesOf(results) }
      }
      case 'release': {
        const { session, kept } = sessionOf(request.session)
        sessions.delete(request.session)
        await session.release()
        for (const tensor of kept.values()) tensor.dispose()
        return { ok: true }
      }
    }
  }

  function sessionOf(number: number): OpenSession {
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

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function valuesOf(results: InferenceSession.OnnxValueMapType): Tensors {
  const entries = Object.entries(results)
  return Object.fromEntries(entries.map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]))
}
