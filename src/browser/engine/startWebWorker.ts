/// <reference lib="dom" />
import { NstOnnxError } from '../../errors.js'
import type { Device } from '../../runtime/devices.js'
import { answerDrawing, isDrawingRequest } from '../drawSvg.js'
import { requireWebDevice } from './webDevices.js'

/** A web worker in which ONNX Runtime runs. */
export interface WebWorker<Sent, Received> {
  post(message: Sent): void
  /** Called once, before the first message. A failure is the worker's end. */
  listen(onMessage: (message: Received) => void, onFailure: (error: Error) => void): void
  /** Ends the worker at once, whatever it is doing, with all that it holds on the GPU. */
  end(): Promise<void>
}

/** Starts the worker of a device. Throws NstOnnxError `device` for one that no browser has. */
export function startWebWorker<Sent, Received>(device: Device): WebWorker<Sent, Received> {
  requireWebDevice(device)
  const worker = START[device]()
  return {
    post: message => worker.postMessage(message),
    listen(onMessage, onFailure) {
      worker.onmessage = ({ data }) => {
        if (isDrawingRequest(data)) void answerDrawing(data)
        else onMessage(data)
      }
      worker.onerror = event => {
        event.preventDefault()
        const trouble = event.message || 'its script cannot be loaded'
        onFailure(new NstOnnxError('worker-failed', { trouble }))
      }
      worker.onmessageerror = () => onFailure(new NstOnnxError('worker-mute', {}))
    },
    async end() {
      worker.terminate()
    },
  }
}

// Bundlers find a worker by this very pattern: the constructor around a URL that is written out.
const START = {
  wasm: () => new Worker(new URL('./wasmWorker.js', import.meta.url), { type: 'module' }),
  webgpu: () => new Worker(new URL('./webgpuWorker.js', import.meta.url), { type: 'module' }),
}
