import { DataLocation, DataType, ModelProto } from '../graphs/onnxProto.js'
import type { Tensors } from './sessionHost.js'

/**
 * Makes inputs of a serialised graph constants of it, so that a device that no tensor can be put on gets them once, with the graph.
 *
 * @param values of the inputs, whose names become those of external tensors
 */
export function withConstants(model: Uint8Array, values: Tensors): Uint8Array {
  const proto = ModelProto.decode(model)
  const graph = proto.graph ?? {}
  const constants = Object.entries(values).map(([name, { dims }]) => ({
    name,
    dims: [...dims],
    dataType: DataType.FLOAT,
    dataLocation: DataLocation.EXTERNAL,
    externalData: [{ key: 'location', value: name }],
  }))
  return ModelProto.encode({
    ...proto,
    graph: {
      ...graph,
      input: (graph.input ?? []).filter(({ name }) => !Object.hasOwn(values, name ?? '')),
      initializer: [...(graph.initializer ?? []), ...constants],
    },
  }).finish()
}
