// The floor of the direct method: the convolutions and Gram products of one evaluation and nothing else (no ReLU, pooling,
// loss or mask), in the same runtime. Argument: a task file.
import { ModelProto, startNodeSessionHost } from 'nst-onnx'
import { uniformSource } from '../../dist/random.js'
import { floorModel } from './floorModel.mjs'
import { answerTurns, floatsOf, readTask, weightsOf } from './task.mjs'

const task = readTask()
const { width, height, device, threads } = task
const weights = weightsOf(task)
const { model, maps } = floorModel(task, name => weights.get(`${name}.bias`).length)
const host = await startNodeSessionHost({ device, threads, weights })
const names = model.graph.initializer.filter(({ externalData }) => externalData?.length).map(({ name }) => name)
const session = await host.createSession({ model: ModelProto.encode(model).finish(), weights: names })
const random = uniformSource(1)
for (const { name, dims } of maps) {
  const length = dims.reduce((a, b) => a * b)
  await session.bind({ [name]: { data: Float32Array.from({ length }, random), dims } })
}
const image = { data: floatsOf(task.image), dims: [1, 3, height, width] }
await answerTurns(async () => void (await session.run({ image })))
await host.release()
