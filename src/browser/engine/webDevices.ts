/// <reference lib="dom" />
import type { DeviceAdvice } from '../../runtime/advised.js'
import { type Device, PAGE_DEVICES, requireDevice } from '../../runtime/devices.js'

export const WEB_ADVICE: DeviceAdvice = { unusable: 'device-unusable-in-page' }

/** Threads that WebAssembly gets: they share memory, which only a cross-origin isolated page may do. */
export function webThreads(asked = navigator.hardwareConcurrency): number {
  return crossOriginIsolated ? Math.min(asked, navigator.hardwareConcurrency) : 1
}

/** Throws NstOnnxError `device` for one that no browser has. */
export function requireWebDevice(device: Device): asserts device is (typeof PAGE_DEVICES)[number] {
  requireDevice(device, PAGE_DEVICES, 'device-unavailable-in-page')
}
