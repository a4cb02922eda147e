import type { Device } from './devices.js'

/** Values by tensor name, as a graph's inputs or outputs: row-major float32 with its extents. */
export type Tensors = Readonly<Record<string, { readonly data: Float32Array; readonly dims: readonly number[] }>>

/** What a session is made from. */
export interface SessionDescription {
  /** A serialised ONNX ModelProto whose weights are external data. */
  readonly model: Uint8Array
  /** Names of the external tensors that the model needs, out of those given to the host. */
  readonly weights: readonly string[]
  /** How often it is run, where to make it faster may take longer than that saves: but once, or some dozens of times on a small picture. */
  readonly use?: 'once' | 'small'
}

/** A loaded graph. Calls are carried out in order. */
export interface Session {
  /** Keeps inputs that stay the same from run to run where the session lives, so that they travel once. */
  bind(inputs: Tensors): Promise<void>
  /** Evaluates the graph with these inputs and those that were bound. */
  run(inputs: Tensors): Promise<Tensors>
  /** Frees the graph. The host stays. */
  release(): Promise<void>
}

/**
 * Where ONNX Runtime lives: a thread of its own, because a run blocks the thread it is called on until it is over. Weights
 * are given once and serve every session of the host.
 */
export interface SessionHost {
  readonly device: Device
  /** Loads a graph. Throws NstOnnxError `device` where the device cannot have it, and `failed` where no device could. */
  createSession(description: SessionDescription): Promise<Session>
  /** Ends the thread with all its sessions. Pending calls are rejected at once; an evaluation that runs is waited for. */
  release(): Promise<void>
}

/** How to start a host. */
export interface SessionHostOptions {
  readonly device: Device
  /** Threads of the CPU provider; all available by default. */
  readonly threads?: number
  /** External tensors by name. */
  readonly weights: ReadonlyMap<string, Float32Array>
}

/** Starts a host; each platform has its own. */
export type StartSessionHost = (options: SessionHostOptions) => Promise<SessionHost>
