// The machine's physical limit: the operations of one evaluation, directly, at the rate of products of large matrices, which
// are taken in turn with the contestants' evaluations. Argument: a task file.
import { createInterface } from 'node:readline'
import { compileLossGraph } from 'nst-onnx'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { countOperations } from '../../dist/graphs/countOperations.js'
import { Graph } from '../../dist/graphs/graph.js'
import { ModelProto } from '../../dist/graphs/onnxProto.js'
import { gemm } from '../../dist/graphs/operators.js'
import { sessionOptions } from '../../dist/runtime/devices.js'
import { specificationOf } from '../task.mjs'
import { readTask } from './task.mjs'

/** 4.3 billion operations. */
const [ROWS, INNER] = [1024, 2048]
const TIMES = 3

const task = readTask()
const { width, height, device, threads } = task
const operations = countOperations(compileLossGraph(specificationOf(task), { width, height }))
const graph = new Graph()
graph.output('product', gemm(graph.input('a', [ROWS, INNER]), graph.input('b', [INNER, ROWS])))
const session = await InferenceSession.create(
  ModelProto.encode(graph.model('products', {})).finish(),
  sessionOptions(device, threads),
)
const matrix = dims => new Tensor('float32', new Float32Array(ROWS * INNER).fill(0.5), dims)
const inputs = { a: matrix([ROWS, INNER]), b: matrix([INNER, ROWS]) }

console.log(JSON.stringify({ ready: true }))
for await (const _ of createInterface({ input: process.stdin })) {
  const started = performance.now()
  for (let time = 0; time < TIMES; time++) await session.run(inputs)
  const rate = (TIMES * 2 * ROWS ** 2 * INNER) / ((performance.now() - started) / 1000)
  console.log(JSON.stringify({ seconds: operations / rate }))
}
