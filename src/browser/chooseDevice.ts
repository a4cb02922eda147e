/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { ChosenDevice, Device } from '../runtime/devices.js'
import { findGpuAdapter, largestTensorBytes } from './engine/gpuDevice.js'
import { requireWebDevice, webThreads } from './engine/webDevices.js'

/**
 * What a run in this page would use. `auto` is WebGPU where there is a GPU for it, and else WebAssembly; `reason` says why.
 * WebAssembly has one thread where the page is not cross-origin isolated, however many are asked for.
 *
 * @throws NstOnnxError `device` where the device asked for is not there
 */
export async function chooseDevice(asked: Device | 'auto', threads?: number): Promise<ChosenDevice> {
  const wasm = { device: 'wasm', threads: webThreads(threads) } as const
  if (asked === 'wasm') return wasm
  if (asked !== 'auto') requireWebDevice(asked)
  const adapter = await findGpuAdapter()
  if (typeof adapter === 'string') {
    if (asked === 'auto') return { ...wasm, reason: adapter }
    throw new NstOnnxError('device-unusable-in-page', { option: 'device', value: asked, trouble: adapter })
  }
  if (asked === 'auto' && isSoftware(adapter))
    return { ...wasm, reason: 'the only adapter for WebGPU is a slow one, in software' }
  const webgpu = { device: 'webgpu', threads: 1, largestTensorBytes: largestTensorBytes(adapter) } as const
  return asked === 'auto' ? { ...webgpu, reason: 'this browser has a GPU for WebGPU' } : webgpu
}

/** Browsers of 2023 have adapters that say nothing of themselves. */
const isSoftware = ({ info }: GPUAdapter): boolean => (info as GPUAdapterInfo | undefined)?.isFallbackAdapter === true
