import { NstOnnxError } from '../errors.js'
import type { Tiled } from '../graphs/convolutions.js'

/** What is known of a device, whoever asks. Whether a machine has it is found out by src/node/devices or src/browser. */
interface DeviceFacts {
  /** Whether it is the CPU: it is always there, computes in the process's own memory, and has threads. */
  readonly isCpu: boolean
  /** What it rounds products to. */
  readonly precision: 'float32' | 'tf32'
  /** Whether ONNX Runtime has operators there that count values and look them up, which the histogram term takes. */
  readonly counts: boolean
  /** The convolutions that gain there by Winograd's tiles, where any do. */
  readonly tiled: Tiled | undefined
  /** ONNX Runtime's configuration of a session there. */
  readonly session: Readonly<Record<string, unknown>>
}

/** A node that silently went to the CPU would copy whole feature maps to and fro; failing says so instead. */
const ON_DEVICE_ALONE = { disable_cpu_ep_fallback: '1' }
/** Threads that wait by spinning would take the time of everything else in a page. */
const PATIENT = { intra_op: { allow_spinning: '0' } }

// WebAssembly multiplies by vectors of 128 bits: products take so long beside memory that layers of 64 channels already gain.
const FACTS = {
  cpu: { isCpu: true, precision: 'float32', counts: true, tiled: 'winograd', session: {} },
  cuda: { isCpu: false, precision: 'tf32', counts: true, tiled: undefined, session: ON_DEVICE_ALONE },
  webgpu: { isCpu: false, precision: 'float32', counts: false, tiled: undefined, session: ON_DEVICE_ALONE },
  wasm: { isCpu: true, precision: 'float32', counts: true, tiled: 'winograd-all', session: PATIENT },
} as const satisfies Record<string, DeviceFacts>

/** Where a graph can run. `wasm` is the browser's CPU. */
export type Device = keyof typeof FACTS
/** All devices, of Node and of pages. */
export const DEVICES = Object.keys(FACTS) as readonly Device[]

/** The devices that ONNX Runtime can be asked for, those that `auto` prefers first; the CPU is the last. */
export const NODE_DEVICES = ['cuda', 'webgpu', 'cpu'] as const satisfies readonly Device[]
/** Those of a page, in the same order. */
export const PAGE_DEVICES = ['webgpu', 'wasm'] as const satisfies readonly Device[]

export const isCpu = (device: Device): boolean => FACTS[device].isCpu

export const countsOn = (device: Device): boolean => FACTS[device].counts

export const precisionOf = (device: Device): DeviceFacts['precision'] => FACTS[device].precision

export const tiledOn = (device: Device): DeviceFacts['tiled'] => FACTS[device].tiled

/** ONNX Runtime's session options for a device: the one place that knows its execution providers. */
export function sessionOptions(device: Device, threads: number) {
  return {
    executionProviders: [device],
    graphOptimizationLevel: 'all' as const,
    intraOpNumThreads: threads,
    // The planned memory pattern is one block beside the arena: without it the peak at 512² is 1.1 GB instead of 2.0, at equal speed.
    enableMemPattern: false,
    extra: { session: FACTS[device].session },
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

/**
 * Refuses a device that this platform does not know.
 *
 * @param code of the error
 * @throws NstOnnxError `device`
 */
export function requireDevice<Known extends Device>(
  asked: Device,
  available: readonly Known[],
  code: 'device-unavailable' | 'device-unavailable-in-page' = 'device-unavailable',
): asserts asked is Known {
  if (available.some(device => device === asked)) return
  throw new NstOnnxError(code, { option: 'device', value: asked, devices: ['auto', ...available].join(', ') })
}
