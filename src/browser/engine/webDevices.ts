/// <reference lib="dom" />
import { NstOnnxError } from '../../errors.js'
import type { DeviceAdvice } from '../../runtime/advised.js'
import type { Device } from '../../runtime/devices.js'

export const WEB_ADVICE: DeviceAdvice = { always: 'wasm', unusable: 'device-unusable-in-page' }

/** Threads that WebAssembly gets: they share memory, which only a cross-origin isolated page may do. */
export function webThreads(asked = navigator.hardwareConcurrency): number {
  return crossOriginIsolated ? Math.min(asked, navigator.hardwareConcurrency) : 1
}

/** Throws NstOnnxError `device` for one that no browser has. */
export function requireWebDevice(device: Device): void {
  if (device !== 'wasm' && device !== 'webgpu')
    throw new NstOnnxError('device-unavailable-in-page', { option: 'device', value: device })
}
