/// <reference lib="dom" />
import { env, InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import { sessionOptions } from '../../runtime/devices.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { requestGpuDevice } from './gpuDevice.js'
import { nextMessage } from './nextMessage.js'

/** GPUBufferUsage's numbers, of which TypeScript's library has the type only. */
const [COPY_SRC, COPY_DST, STORAGE] = [0x04, 0x08, 0x80]

/** Asked for once, however many sessions want it at a time. */
let asked: Promise<GPUDevice> | undefined
let device: GPUDevice | undefined

/** ONNX Runtime refuses a session on WebGPU while another is being made. */
let creating: Promise<unknown> = Promise.resolve()

/** ONNX Runtime on WebGPU. */
export const webgpuRuntime: Runtime = {
  create(model, options) {
    const session = creating.then(() => InferenceSession.create(model, options))
    creating = session.catch(() => {})
    return session
  },
  async start(name) {
    // What goes wrong reaches the caller as an error; the console is the page's.
    env.logLevel = 'fatal'
    // Threads would only wait beside the GPU.
    env.wasm.numThreads = 1
    asked ??= requestGpuDevice()
    device = await asked
    return { ...sessionOptions(name, 1), executionProviders: [{ name, device }] }
  },
  tensor: (data, dims) => new Tensor('float32', data, dims),
  kept(data, dims) {
    if (!device) throw new Error('the runtime has not been started')
    const buffer = device.createBuffer({
      // ONNX Runtime's kernels read four numbers at a time, the last ones too.
      size: Math.ceil(data.byteLength / 16) * 16,
      usage: STORAGE | COPY_SRC | COPY_DST,
      mappedAtCreation: true,
    })
    new Float32Array(buffer.getMappedRange()).set(data)
    buffer.unmap()
    return Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims, dispose: () => buffer.destroy() })
  },
  afterRun: nextMessage,
}
