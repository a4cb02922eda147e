import { Graph } from '../graphs/graph.js'
import { ModelProto } from '../graphs/onnxProto.js'
import { conv, relu } from '../graphs/operators.js'
import type { Device } from './devices.js'
import type { StartSessionHost } from './sessionHost.js'

/** Whether a device really runs a graph, and if not, what ONNX Runtime says. */
export type DeviceProbe =
  | { readonly device: Device; readonly works: true }
  | { readonly device: Device; readonly works: false; readonly reason: string }

/** Runs a convolution of an 8×8 image on a device. */
export async function probeDevice(device: Device, start: StartSessionHost): Promise<DeviceProbe> {
  const graph = new Graph()
  const image = graph.input('image', [1, 3, 8, 8])
  graph.output('map', relu(conv(image, graph.input('kernel', [4, 3, 3, 3]))))
  const model = ModelProto.encode(graph.model('probe', {})).finish()
  try {
    const host = await start({ device, weights: new Map() })
    try {
      const session = await host.createSession({ model, weights: [] })
      const zeros = (dims: number[]) => ({ data: new Float32Array(dims.reduce((a, b) => a * b)), dims })
      await session.run({ image: zeros([1, 3, 8, 8]), kernel: zeros([4, 3, 3, 3]) })
    } finally {
      await host.release()
    }
    return { device, works: true }
  } catch (error) {
    // The error's own words are advice to someone who asked for the device; what ONNX Runtime said is behind it.
    const { cause = error } = error as Error
    return { device, works: false, reason: cause instanceof Error ? cause.message : String(cause) }
  }
}
