import { ModelProto } from '../graphs/onnxProto.js'
import type { Session, SessionDescription, SessionHost, Tensors } from './sessionHost.js'

/** A session with a graph and the weights that it needs. */
export function openSession(
  host: SessionHost,
  model: ModelProto,
  how: Pick<SessionDescription, 'use'> = {},
): Promise<Session> {
  const external = (model.graph?.initializer ?? []).filter(({ externalData }) => externalData?.length)
  return host.createSession({
    model: ModelProto.encode(model).finish(),
    weights: external.map(({ name }) => name ?? ''),
    ...how,
  })
}

/** An output of a run. */
export function output(outputs: Tensors, name: string): Float32Array {
  const tensor = outputs[name]
  if (!tensor) throw new Error(`the graph has no output ${name}`)
  return tensor.data
}
