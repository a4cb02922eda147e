import { NstOnnxError } from '../errors.js'

/** Where a graph can run. `wasm` is the browser's CPU. */
export const DEVICES = ['cpu', 'cuda', 'webgpu', 'wasm'] as const
export type Device = (typeof DEVICES)[number]

/** Devices that ONNX Runtime for Node can be asked for; `auto` is the first that runs the graph, faster than the CPU. */
export const NODE_DEVICES: readonly Device[] = ['cuda', 'webgpu', 'cpu']

/** ONNX Runtime's session options for a device: the one place that knows its execution providers. */
export function sessionOptions(device: Device, threads: number) {
  const onDevice = { disable_cpu_ep_fallback: '1' }
  // In a page, threads that wait by spinning take the time of everything else there.
  const patient = { intra_op: { allow_spinning: '0' } }
  return {
    executionProviders: [device],
    graphOptimizationLevel: 'all' as const,
    intraOpNumThreads: threads,
    // The planned memory pattern is one block beside the arena: without it the peak at 512² is 1.1 GB instead of 2.0, at equal speed.
    enableMemPattern: false,
    // A node that silently went to the CPU would copy whole feature maps to and fro; failing says so instead.
    extra: { session: device === 'wasm' ? patient : device === 'cpu' ? {} : onDevice },
  }
}

/** A device that a run will use. */
export interface ChosenDevice {
  readonly device: Device
  /** CPU threads. */
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** The largest tensor that the device can hold, in bytes; without it memory is the only limit. */
  readonly largestTensorBytes?: number
}

/** Throws NstOnnxError `device` for one that this platform does not know. */
export function requireDevice(asked: Device, available: readonly Device[]): void {
  if (available.includes(asked)) return
  const devices = ['auto', ...available].join(', ')
  throw new NstOnnxError('device-unavailable', { option: 'device', value: asked, devices })
}
