import { Graph } from '../graphs/graph.js'
import { ModelProto } from '../graphs/onnxProto.js'
import { conv, gemm } from '../graphs/operators.js'
import { scale } from '../kernels/vectors.js'
import type { SessionHost } from '../runtime/sessionHost.js'
import type { FeatureMap, Matrix } from './featureMap.js'

/** The heavy arithmetic of fitting, done by ONNX Runtime. */
export interface Numerics {
  /** What the covariance XᵀX / rows of samples X makes of each row of a matrix, [rows of it, columns]. */
  covarianceTimes(samples: Matrix, vectors: Matrix): Promise<Matrix>
  /** AᵀB */
  mix(a: Matrix, b: Matrix): Promise<Matrix>
  /** 3×3 convolution of a map with `count` kernels [count, channels, 3, 3]. */
  convolve(map: FeatureMap, kernels: Float32Array, count: number): Promise<FeatureMap>
  release(): Promise<void>
}

/** Loads the three graphs that fitting needs; their extents are free. */
export async function openNumerics(host: SessionHost): Promise<Numerics> {
  // The covariance itself is never made: it takes more products than the few vectors do.
  const products = await open(graph => {
    const samples = graph.input('samples', ['rows', 'columns'])
    const along = gemm(samples, graph.input('vectors', ['count', 'columns']), { transB: true })
    graph.output('result', gemm(along, samples, { transA: true }))
  })
  const mixture = await open(graph =>
    graph.output('result', gemm(graph.input('a', ['k', 'm']), graph.input('b', ['k', 'n']), { transA: true })),
  )
  const convolution = await open(graph => {
    const map = graph.input('map', [1, 'channels', 'height', 'width'])
    graph.output('result', conv(map, graph.input('kernels', ['count', 'channels', 3, 3])))
  })
  return {
    async covarianceTimes(samples, vectors) {
      const values = await result(products.run({ samples: tensorOf(samples), vectors: tensorOf(vectors) }))
      scale(values, 1 / samples.rows)
      return { ...vectors, values }
    },
    async mix(a, b) {
      const values = await result(mixture.run({ a: tensorOf(a), b: tensorOf(b) }))
      return { rows: a.columns, columns: b.columns, values }
    },
    async convolve({ channels, height, width, values }, kernels, count) {
      const inputs = {
        map: { data: values, dims: [1, channels, height, width] },
        kernels: { data: kernels, dims: [count, channels, 3, 3] },
      }
      return { channels: count, height, width, values: await result(convolution.run(inputs)) }
    },
    async release() {
      await Promise.all([products, mixture, convolution].map(session => session.release()))
    },
  }

  function open(build: (graph: Graph) => void) {
    const graph = new Graph()
    build(graph)
    return host.createSession({
      model: ModelProto.encode(graph.model('numerics', {})).finish(),
      weights: [],
      use: 'small',
    })
  }
}

const tensorOf = ({ rows, columns, values }: Matrix) => ({ data: values, dims: [rows, columns] })

async function result(
  outputs: Promise<Readonly<Record<string, { readonly data: Float32Array }>>>,
): Promise<Float32Array> {
  return (await outputs).result?.data ?? new Float32Array()
}
