import { parentPort, workerData } from 'node:worker_threads'
import { serveWorker } from '../../engine/serveWorker.js'
import { nodePlatform } from '../nodePlatform.js'
import { loadSharp } from '../pictures/loadSharp.js'
import { nodeRuntime } from './nodeRuntime.js'
import type { ThreadData } from './startThread.js'

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

const { isAhead }: ThreadData = workerData
if (isAhead) loadSharp()
