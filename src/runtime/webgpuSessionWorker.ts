/// <reference lib="dom" />
import { env, InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import { answerInWorker } from './answerInWorker.js'
import { sessionOptions } from './devices.js'
import { requestGpuDevice } from './gpuDevice.js'

/** The browser's worker for `webgpu`. */

/** GPUBufferUsage's numbers, of which TypeScript's library has the type only. */
const [COPY_SRC, COPY_DST, STORAGE] = [0x04, 0x08, 0x80]

let device: GPUDevice

answerInWorker(env, {
  create: (model, options) => InferenceSession.create(model, options),
  async start(name) {
    // Threads would only wait beside the GPU.
    env.wasm.numThreads = 1
    device = await requestGpuDevice()
    return { ...sessionOptions(name, 1), executionProviders: [{ name, device }] }
  },
  tensor: (data, dims) => new Tensor('float32', data, dims),
  kept(data, dims) {
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
})
