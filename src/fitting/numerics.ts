import { Graph } from '../graphs/graph.js'
import { ModelProto } from '../graphs/onnxProto.js'
import { conv, gemm } from '../graphs/operators.js'
import type { SessionHost } from '../runtime/sessionHost.js'
import type { FeatureMap, Matrix } from './featureMap.js'

/** The heavy arithmetic of fitting, done by ONNX Runtime. */
export interface Numerics {
  /** XᵀX / rows, [columns, columns]. */
  covariance(samples: Matrix): Promise<Matrix>
  multiply(a: Matrix, b: Matrix): Promise<Matrix>
  /** 3×3 convolution of a map with `count` kernels [count, channels, 3, 3]. */
  convolve(map: FeatureMap, kernels: Float32Array, count: number): Promise<FeatureMap>
  release(): Promise<void>
}

/** Loads the three graphs that fitting needs; their extents are free. */
export async function openNumerics(host: SessionHost): Promise<Numerics> {
  const product = await open(graph =>
    graph.output('result', gemm(graph.input('a', ['m', 'k']), graph.input('b', ['k', 'n']))),
  )
  const square = await open(graph => {
    const samples = graph.input('samples', ['rows', 'columns'])
    graph.output('result', gemm(samples, samples, { transA: true }))
  })
  const convolution = await open(graph => {
    const map = graph.input('map', [1, 'channels', 'height', 'width'])
    graph.output('result', conv(map, graph.input('kernels', ['count', 'channels', 3, 3])))
  })
  return {
    async covariance({ rows, columns, values }) {
      const sums = await result(square.run({ samples: { data: values, dims: [rows, columns] } }))
      return { rows: columns, columns, values: sums.map(sum => sum / rows) }
    },
    async multiply(a, b) {
      const values = await result(product.run({ a: tensorOf(a), b: tensorOf(b) }))
      return { rows: a.rows, columns: b.columns, values }
    },
    async convolve({ channels, height, width, values }, kernels, count) {
      const inputs = {
        map: { data: values, dims: [1, channels, height, width] },
        kernels: { data: kernels, dims: [count, channels, 3, 3] },
      }
      return { channels: count, height, width, values: await result(convolution.run(inputs)) }
    },
    async release() {
      await Promise.all([product, square, convolution].map(session => session.release()))
    },
  }

  function open(build: (graph: Graph) => void) {
    const graph = new Graph()
    build(graph)
    return host.createSession({ model: ModelProto.encode(graph.model('numerics', {})).finish(), weights: [] })
  }
}

const tensorOf = ({ rows, columns, values }: Matrix) => ({ data: values, dims: [rows, columns] })

async function result(
  outputs: Promise<Readonly<Record<string, { readonly data: Float32Array }>>>,
): Promise<Float32Array> {
  return (await outputs).result?.data ?? new Float32Array()
}
