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

/** A product of such matrices is 17 billion operations. */
const SIDE = 2048
/** The first ones wake the threads; the fastest counts. */
const TIMES = 8

const task = readTask()
const { width, height, device, threads } = task
const operations = countOperations(compileLossGraph(specificationOf(task), { width, height }))
const graph = new Graph()
graph.output('product', gemm(graph.input('a', [SIDE, SIDE]), graph.weight('b', [SIDE, SIDE])))
const matrix = new Float32Array(SIDE ** 2).fill(0.5)
const session = await InferenceSession.create(ModelProto.encode(graph.model('products', {})).finish(), {
  ...sessionOptions(device, threads),
  externalData: [{ path: 'b', data: new Uint8Array(matrix.buffer) }],
})
const inputs = { a: new Tensor('float32', matrix, [SIDE, SIDE]) }

console.log(JSON.stringify({ ready: true }))
for await (const _ of createInterface({ input: process.stdin })) {
  let least = Number.POSITIVE_INFINITY
  for (let time = 0; time < TIMES; time++) {
    const started = performance.now()
    await session.run(inputs)
    least = Math.min(least, (performance.now() - started) / 1000)
  }
  console.log(JSON.stringify({ seconds: (operations / (2 * SIDE ** 3)) * least }))
}
