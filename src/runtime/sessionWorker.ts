import { parentPort } from 'node:worker_threads'
import { env, InferenceSession, Tensor } from 'onnxruntime-node'
import { sessionOptions } from './devices.js'
import type { Answer, Numbered, Request } from './protocol.js'
import type { Tensors } from './sessionHost.js'

/** The thread in which ONNX Runtime runs under Node: answers the requests of nodeSessionHost.ts in their order. */

interface OpenSession {
  readonly session: InferenceSession
  bound: Record<string, Tensor>
}

if (!parentPort) throw new Error('sessionWorker is the body of a worker thread')
const port = parentPort
// What goes wrong reaches the caller as an error; printing it besides would spoil a terminal or a JSON stream.
env.logLevel = 'fatal'
const sessions = new Map<number, OpenSession>()
let weights: ReadonlyMap<string, Float32Array> = new Map()
let options: InferenceSession.SessionOptions = {}
let created = 0
let queue: Promise<void> = Promise.resolve()

port.on('message', (request: Numbered<Request>) => {
  queue = queue.then(async () => {
    if (request.kind === 'close') return port.close()
    const answer = await handle(request).catch(
      (error: unknown): Answer => ({ ok: false, message: error instanceof Error ? error.message : String(error) }),
    )
    port.postMessage({ ...answer, id: request.id })
  })
})

async function handle(request: Exclude<Request, { kind: 'close' }>): Promise<Answer> {
  switch (request.kind) {
    case 'start':
      weights = request.weights
      options = sessionOptions(request.device, request.threads)
      return { ok: true }
    case 'create': {
      const externalData = request.weights.map(path => ({ path, data: bytesOf(weights.get(path) ?? missing(path)) }))
      const session = await InferenceSession.create(request.model, { ...options, externalData })
      sessions.set(++created, { session, bound: {} })
      return { ok: true, session: created }
    }
    case 'bind': {
      const open = sessionOf(request.session)
      open.bound = { ...open.bound, ...toTensors(request.inputs) }
      return { ok: true }
    }
    case 'run': {
      const { session, bound } = sessionOf(request.session)
      const results = await session.run({ ...bound, ...toTensors(request.inputs) })
      return { ok: true, outputs: fromTensors(results) }
    }
    case 'release':
      await sessionOf(request.session).session.release()
      sessions.delete(request.session)
      return { ok: true }
  }
}

function sessionOf(number: number): OpenSession {
  return sessions.get(number) ?? missing(`session ${number}`)
}

function missing(what: string): never {
  throw new Error(`the runtime has no ${what}`)
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function toTensors(inputs: Tensors): Record<string, Tensor> {
  const entries = Object.entries(inputs)
  return Object.fromEntries(entries.map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]))
}

function fromTensors(results: InferenceSession.OnnxValueMapType): Tensors {
  const entries = Object.entries(results)
  return Object.fromEntries(entries.map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]))
}
