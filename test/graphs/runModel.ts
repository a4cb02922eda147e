import { InferenceSession, Tensor } from 'onnxruntime-node'
import { ModelProto } from '../../src/graphs/onnxProto.js'

/** A row-major float32 tensor. */
export interface Value {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** A loaded model: call it with its inputs by name as often as needed, then release it. */
export interface LoadedModel {
  run(inputs: Readonly<Record<string, Value>>): Promise<Record<string, Value>>
  release(): Promise<void>
}

/** Loads a model on ONNX Runtime's CPU provider, with its external tensors. */
export async function loadModel(model: ModelProto, weights: ReadonlyMap<string, Float32Array> = new Map()) {
  const needed = (model.graph?.initializer ?? []).filter(({ externalData }) => externalData?.length)
  const externalData = needed.map(({ name }) => {
    const values = weights.get(name ?? '')
    if (!values) throw new Error(`the test gives no ${name}`)
    return { path: name ?? '', data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) }
  })
  const session = await InferenceSession.create(ModelProto.encode(model).finish(), {
    externalData,
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  })
  const loaded: LoadedModel = {
    async run(inputs) {
      const feeds = Object.entries(inputs).map(
        ([name, { shape, data }]) => [name, new Tensor('float32', data, shape)] as const,
      )
      const results = Object.entries(await session.run(Object.fromEntries(feeds)))
      return Object.fromEntries(
        results.map(([name, { dims, data }]) => [name, { shape: dims, data: data as Float32Array }]),
      )
    },
    release: () => session.release(),
  }
  return loaded
}
