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

/** Columns of a covariance that are computed at a time: it is symmetric, and what lies left of them is known. */
const BLOCK = 288

/** Loads the three graphs that fitting needs; their extents are free. */
export async function openNumerics(host: SessionHost): Promise<Numerics> {
  const product = await open(graph =>
    graph.output('result', gemm(graph.input('a', ['m', 'k']), graph.input('b', ['k', 'n']))),
  )
  const products = await open(graph => {
    const samples = graph.input('samples', ['rows', 'columns'])
    graph.output('result', gemm(graph.input('some', ['rows', 'block']), samples, { transA: true }))
  })
  const convolution = await open(graph => {
    const map = graph.input('map', [1, 'channels', 'height', 'width'])
    graph.output('result', conv(map, graph.input('kernels', ['count', 'channels', 3, 3])))
  })
  return {
    async covariance({ rows, columns, values }) {
      const covariance = new Float32Array(columns * columns)
      for (let start = 0; start < columns; start += BLOCK) {
        const count = Math.min(BLOCK, columns - start)
        const some = part({ rows, columns, values }, start, count)
        const rest = part({ rows, columns, values }, start, columns - start)
        const sums = await result(products.run({ some: tensorOf(some), samples: tensorOf(rest) }))
        for (let row = 0; row < count; row++)
          for (let column = row; column < rest.columns; column++) {
            const value = (sums[row * rest.columns + column] ?? 0) / rows
            covariance[(start + row) * columns + start + column] = value
            covariance[(start + column) * columns + start + row] = value
          }
      }
      return { rows: columns, columns, values: covariance }
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
      await Promise.all([product, products, convolution].map(session => session.release()))
    },
  }

  function open(build: (graph: Graph) => void) {
    const graph = new Graph()
    build(graph)
    return host.createSession({ model: ModelProto.encode(graph.model('numerics', {})).finish(), weights: [] })
  }
}

/** Some columns of a matrix, from one on. */
function part({ rows, columns, values }: Matrix, start: number, count: number): Matrix {
  if (count === columns) return { rows, columns, values }
  const taken = new Float32Array(rows * count)
  for (let row = 0; row < rows; row++) {
    const from = row * columns + start
    taken.set(values.subarray(from, from + count), row * count)
  }
  return { rows, columns: count, values: taken }
}

const tensorOf = ({ rows, columns, values }: Matrix) => ({ data: values, dims: [rows, columns] })

async function result(
  outputs: Promise<Readonly<Record<string, { readonly data: Float32Array }>>>,
): Promise<Float32Array> {
  return (await outputs).result?.data ?? new Float32Array()
}
