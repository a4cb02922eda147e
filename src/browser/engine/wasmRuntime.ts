import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { sessionOptions } from '../../runtime/devices.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { nextMessage } from './nextMessage.js'

/** Bytes of weights up to which a small graph is run as it stands: its kernels are transformed in no time. */
const FEW_WEIGHTS = 4e6

/** ONNX Runtime on WebAssembly. A file of its own, so that nobody fetches the larger WebGPU build for it. */
export const wasmRuntime: Runtime = {
  create(model, options, how) {
    // Optimising takes WebAssembly that has not been compiled until then, and saves evaluations nothing but the kernels' transforms.
    const isAsItStands = how?.use === 'once' || (how?.use === 'small' && how.weightBytes <= FEW_WEIGHTS)
    return InferenceSession.create(model, { ...options, ...(isAsItStands && { graphOptimizationLevel: 'disabled' }) })
  },
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
