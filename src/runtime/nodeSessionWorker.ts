import { parentPort } from 'node:worker_threads'
import runtime from 'onnxruntime-node'
import { answerRequests } from './answerRequests.js'
import { sessionOptions } from './devices.js'

/** The thread in which ONNX Runtime runs under Node. */

if (!parentPort) throw new Error('nodeSessionWorker is the body of a worker thread')
const port = parentPort
// What goes wrong reaches the caller as an error; printing it besides would spoil a terminal or a JSON stream.
runtime.env.logLevel = 'fatal'

port.on(
  'message',
  answerRequests(
    {
      create: (model, options) => runtime.InferenceSession.create(model, options),
      start: sessionOptions,
      tensor: (data, dims) => new runtime.Tensor('float32', data, dims),
      kept: (data, dims) => new runtime.Tensor('float32', data, dims),
    },
    { post: (answer, handedOver) => port.postMessage(answer, handedOver), close: () => port.close() },
  ),
)
