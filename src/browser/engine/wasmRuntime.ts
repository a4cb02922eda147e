import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { sessionOptions } from '../../runtime/devices.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { nextMessage } from './nextMessage.js'

/** ONNX Runtime on WebAssembly. A file of its own, so that nobody fetches the larger WebGPU build for it. */
export const wasmRuntime: Runtime = {
  create: (model, options) => InferenceSession.create(model, options),
  start(device, threads) {
    // What goes wrong reaches the caller as an error; the console is the page's.
    env.logLevel = 'fatal'
    env.wasm.numThreads = threads
    return sessionOptions(device, threads)
  },
  tensor: (data, dims) => new Tensor('float32', data, dims),
  kept: (data, dims) => new Tensor('float32', data, dims),
  afterRun: nextMessage,
}
