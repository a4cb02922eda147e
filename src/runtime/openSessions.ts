import type { InferenceSession, Tensor } from 'onnxruntime-web'
import { type Device, isCpu } from './devices.js'
import type { Session, SessionDescription, SessionHost, SessionHostOptions, Tensors } from './sessionHost.js'

/** What says whether a graph is worth optimising: it is where nothing is said. */
export interface GraphUse extends Pick<SessionDescription, 'use'> {
  /** What its weights take. */
  readonly weightBytes: number
}

/** What a build of ONNX Runtime gives the thread that it runs in. */
export interface Runtime {
  create(model: Uint8Array, options: InferenceSession.SessionOptions, how?: GraphUse): Promise<InferenceSession>
  /** Called once, before everything else. */
  start(device: Device, threads: number): InferenceSession.SessionOptions | Promise<InferenceSession.SessionOptions>
  /** An input of one run. */
  tensor(data: Float32Array, dims: readonly number[]): Tensor
  /** An input of many runs, put where the device reads it; disposed of when it is replaced or its session released. */
  kept(data: Float32Array, dims: readonly number[]): Tensor
  /**
   * Makes inputs constants of a graph (see withConstants.ts), for a device that `kept` cannot put a tensor on: else they would travel to
   * it for every run.
   */
  readonly withConstants?: ((model: Uint8Array, values: Tensors) => Uint8Array) | undefined
  /** Waited for after each run, where the thread would otherwise not come to its messages. */
  afterRun?(): Promise<void>
}

/**
 * A session host in the thread that calls it, which is blocked while an evaluation runs. Errors are ONNX Runtime's own. Outputs
 * are copies of the runtime's memory, which their reader may keep or hand over.
 */
export async function openSessions(
  runtime: Runtime,
  { device, threads, weights }: Required<SessionHostOptions>,
): Promise<SessionHost> {
  const options = await runtime.start(device, threads)
  const open = new Set<Session>()
  return {
    device,
    async createSession(description) {
      const session = await openSession({ runtime, device, options, weights }, description)
      open.add(session)
      return {
        ...session,
        async release() {
          if (open.delete(session)) await session.release()
        },
      }
    },
    async release() {
      const sessions = [...open]
      open.clear()
      for (const session of sessions) await session.release()
    },
  }
}

interface Place {
  readonly runtime: Runtime
  readonly device: Device
  readonly options: InferenceSession.SessionOptions
  readonly weights: ReadonlyMap<string, Float32Array>
}

/** A Gram matrix at most: that goes to a device sooner than a graph is loaded anew, and windows bind others for every evaluation. */
const LARGEST_SENT = 512 ** 2

async function openSession(
  { runtime, device, options, weights }: Place,
  { model, weights: names, use }: SessionDescription,
): Promise<Session> {
  const kept = new Map<string, Tensor>()
  const constants = new Map<string, Tensors[string]>()
  const bake = isCpu(device) ? undefined : runtime.withConstants
  const ownWeights = names.map(path => ({ path, data: bytesOf(weights.get(path) ?? missing(path)) }))
  const weightBytes = ownWeights.reduce((sum, { data }) => sum + data.byteLength, 0)
  const load = (bytes: Uint8Array) => {
    const fixed = Array.from(constants, ([path, { data }]) => ({ path, data: bytesOf(data) }))
    return runtime.create(
      bytes,
      { ...options, externalData: [...ownWeights, ...fixed] },
      { weightBytes, ...(use && { use }) },
    )
  }
  let session: InferenceSession | undefined = await load(model)
  let isStale = false

  async function loaded(): Promise<InferenceSession> {
    if (session && !isStale) return session
    await session?.release()
    session = undefined // should loading fail, there is nothing left to release
    session = await load(bake ? bake(model, Object.fromEntries(constants)) : model)
    isStale = false
    return session
  }

  return {
    async bind(inputs) {
      for (const [name, { data, dims }] of Object.entries(inputs)) {
        if (bake && data.length > LARGEST_SENT) {
          constants.set(name, { data, dims })
          isStale = true
          continue
        }
        kept.get(name)?.dispose()
        kept.set(name, runtime.kept(data, dims))
      }
    },
    async run(inputs) {
      const entries = Object.entries(inputs)
      const tensors = entries.map(([name, { data, dims }]) => [name, runtime.tensor(data, dims)] as const)
      const results = await (await loaded()).run(Object.fromEntries([...kept, ...tensors]))
      await runtime.afterRun?.()
      return valuesOf(results)
    },
    async release() {
      await session?.release()
      for (const tensor of kept.values()) tensor.dispose()
    },
  }
}

function missing(path: string): never {
  throw new Error(`the runtime has no ${path}`)
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function valuesOf(results: InferenceSession.OnnxValueMapType): Tensors {
  const entries = Object.entries(results)
  return Object.fromEntries(entries.map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]))
}
