/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { DeviceAdvice } from './advised.js'
import type { Device } from './devices.js'
import { hostSessions, type SessionWorker } from './hostSessions.js'
import type { SessionHost, SessionHostOptions } from './sessionHost.js'

const ADVICE: DeviceAdvice = { always: 'wasm', remedy: 'use device wasm' }

/** Threads that WebAssembly gets: they share memory, which only a cross-origin isolated page may do. */
export function webThreads(asked = navigator.hardwareConcurrency): number {
  return crossOriginIsolated ? Math.min(asked, navigator.hardwareConcurrency) : 1
}

/**
 * Starts ONNX Runtime in a web worker. Releasing the host ends the worker at once, whatever it is doing, with all that it holds on
 * the GPU; browsers may take seconds to end its threads.
 */
export async function startWebSessionHost(options: SessionHostOptions): Promise<SessionHost> {
  const { device, threads } = options
  requireWebDevice(device)
  const worker = wrapped(device === 'wasm' ? startWasmWorker() : startWebgpuWorker())
  return hostSessions(worker, { ...options, threads: webThreads(threads) }, ADVICE)
}

/** Throws NstOnnxError `device` for one that no browser has. */
export function requireWebDevice(device: Device): void {
  if (device !== 'wasm' && device !== 'webgpu')
    throw new NstOnnxError('device', `--device ${device}: not available in a browser; choose one of auto, webgpu, wasm`)
}

// Bundlers find a worker by this very pattern: the constructor around a URL that is written out.
const startWasmWorker = () => new Worker(new URL('./wasmSessionWorker.js', import.meta.url), { type: 'module' })
const startWebgpuWorker = () => new Worker(new URL('./webgpuSessionWorker.js', import.meta.url), { type: 'module' })

function wrapped(worker: Worker): SessionWorker {
  return {
    post: request => worker.postMessage(request),
    listen(onAnswer, onFailure) {
      worker.onmessage = ({ data }) => onAnswer(data)
      worker.onerror = event => {
        event.preventDefault()
        onFailure(
          new NstOnnxError(
            'failed',
            `the worker of ONNX Runtime failed: ${event.message || 'its script cannot be loaded'}`,
          ),
        )
      }
      worker.onmessageerror = () =>
        onFailure(
          new NstOnnxError('failed', 'the results of ONNX Runtime cannot be handed over; a smaller --size may help'),
        )
    },
    async end() {
      worker.terminate()
    },
  }
}
