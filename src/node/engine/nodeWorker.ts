import { parentPort } from 'node:worker_threads'
import { serveWorker } from '../../engine/serveWorker.js'
import { nodePlatform } from '../nodePlatform.js'
import { nodeRuntime } from './nodeRuntime.js'

/** The thread in which ONNX Runtime runs under Node. */

if (!parentPort) throw new Error('nodeWorker is the body of a worker thread')
const port = parentPort

port.on(
  'message',
  serveWorker(nodeRuntime, settings => nodePlatform(nodeRuntime, settings), {
    post: (message, handedOver) => port.postMessage(message, handedOver),
    close: () => port.close(),
  }),
)
