import runtime from 'onnxruntime-node'
import { sessionOptions } from '../../runtime/devices.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { withConstants } from '../../runtime/withConstants.js'

// What goes wrong reaches the caller as an error; printing it besides would spoil a terminal or a JSON stream.
runtime.env.logLevel = 'fatal'

/** ONNX Runtime for Node, in the thread that loads this. */
export const nodeRuntime: Runtime = {
  create: (model, options) => runtime.InferenceSession.create(model, options),
  start: sessionOptions,
  tensor: (data, dims) => new runtime.Tensor('float32', data, dims),
  kept: (data, dims) => new runtime.Tensor('float32', data, dims),
  withConstants,
}
