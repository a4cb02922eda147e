/// <reference lib="dom" />
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { answerInWorker } from './answerInWorker.js'
import { sessionOptions } from './devices.js'

/** The browser's worker for `wasm`. A file of its own, so that nobody fetches the larger WebGPU build for it. */

answerInWorker(env, {
  create: (model, options) => InferenceSession.create(model, options),
  start(device, threads) {
    env.wasm.numThreads = threads
    return sessionOptions(device, threads)
  },
  tensor: (data, dims) => new Tensor('float32', data, dims),
  kept: (data, dims) => new Tensor('float32', data, dims),
})
