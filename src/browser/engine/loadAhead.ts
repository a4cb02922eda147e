import { Graph } from '../../graphs/graph.js'
import { ModelProto } from '../../graphs/onnxProto.js'
import { relu } from '../../graphs/operators.js'
import type { ChosenDevice } from '../../runtime/devices.js'
import type { Runtime } from '../../runtime/openSessions.js'
import { webThreads } from './webDevices.js'

/** Has ONNX Runtime fetched and compiled while pictures are still being read: it is, for the first session. */
export async function loadAhead(runtime: Runtime, { device, threads }: ChosenDevice): Promise<void> {
  const graph = new Graph()
  graph.output('result', relu(graph.input('value', [1])))
  try {
    const options = await runtime.start(device, webThreads(threads))
    const model = ModelProto.encode(graph.model('smallest', {})).finish()
    const session = await runtime.create(model, options, { use: 'once', weightBytes: 0 })
    await session.release()
  } catch {
    // What is in its way is in the way of the first run too, which says so.
  }
}
