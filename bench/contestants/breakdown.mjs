// Where the time of an evaluation goes. Arguments: a task file, and "profile" for the time by operator instead.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { compileLossGraph, createLossFunction, ModelProto, startNodeSessionHost } from 'nst-onnx'
import { env, InferenceSession, Tensor } from 'onnxruntime-node'
import { Graph } from '../../dist/graphs/graph.js'
import { termWeights } from '../../dist/graphs/specification.js'
import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { sessionOptions } from '../../dist/runtime/devices.js'
import { openSessions } from '../../dist/runtime/openSessions.js'
import { readTargets } from '../../dist/runtime/readTargets.js'
import { median } from '../statistics.mjs'
import { specificationOf } from '../task.mjs'
import { floatsOf, readTask, weightsOf } from './task.mjs'

const task = readTask()
const { width, height, device, threads, rounds, profile } = task
const specification = specificationOf(task)
const weights = weightsOf(task)
const pixels = floatsOf(task.image)
const target = { width, height, pixels: pixels.map(value => 1 - value) }
const host = await startNodeSessionHost({ device, threads, weights })
const weightOf = termWeights(specification)
env.logLevel = 'error'

if (process.argv.includes('profile')) console.log(JSON.stringify(await secondsByOperator()))
else {
  const whole = await wholeEvaluation()
  const session = await sessionAlone()
  console.log(JSON.stringify({ whole, session, transfers: await copyAlone() }))
}
await host.release()

/** Through the package: to the worker thread and back. */
async function wholeEvaluation() {
  const loss = await createLossFunction(host, specification, { width, height })
  await loss.setTargets({ content: target, style: target })
  const seconds = await medianSeconds(() => loss.lossAndGradient(pixels))
  await loss.release()
  return seconds
}

/** The same in this thread. */
async function sessionAlone() {
  const here = await openSessions(nodeRuntime, { device, threads, weights })
  const loss = await createLossFunction(here, specification, { width, height })
  await loss.bindTargets(await readTargets(host, specification, target))
  const seconds = await medianSeconds(() => loss.lossAndGradient(pixels))
  await here.release()
  return seconds
}

/** As much in and out as an evaluation has, and no work. */
async function copyAlone() {
  const graph = new Graph()
  graph.output('gradient', graph.input('image', [1, 3, height, width]))
  const model = ModelProto.encode(graph.model('copy', {})).finish()
  const session = await InferenceSession.create(model, sessionOptions(device, threads))
  const seconds = await medianSeconds(() => session.run({ image: imageTensor() }))
  await session.release()
  return seconds
}

/** Seconds an evaluation by operator, the first run left out. */
async function secondsByOperator() {
  const session = await lossSession({ enableProfiling: true, profileFilePrefix: profile })
  const inputs = await lossInputs(session)
  for (let run = 0; run <= rounds; run++) await session.run(inputs)
  session.endProfiling()
  const kernels = profileEvents().filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'))
  const totals = {}
  for (const { args, dur } of kernels.slice(kernels.length / (rounds + 1)))
    totals[args.op_name] = (totals[args.op_name] ?? 0) + dur / 1e6 / rounds
  return totals
}

/** ONNX Runtime adds the time of day to the name it is given. */
function profileEvents() {
  const folder = dirname(profile)
  const file = readdirSync(folder).find(name => name.startsWith(`${basename(profile)}_`))
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

function lossSession(more) {
  const model = compileLossGraph(specification, { width, height })
  const external = model.graph.initializer.filter(({ externalData }) => externalData?.length)
  const externalData = external.map(({ name }) => ({ path: name, data: new Uint8Array(weights.get(name).buffer) }))
  return InferenceSession.create(ModelProto.encode(model).finish(), {
    ...sessionOptions(device, threads),
    ...more,
    externalData,
  })
}

function imageTensor() {
  return new Tensor('float32', pixels, [1, 3, height, width])
}

async function lossInputs({ inputNames }) {
  const targets = await readTargets(host, specification, target)
  const tensors = Object.entries(targets).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)])
  const factors = inputNames
    .filter(name => name.startsWith('weight.'))
    .map(name => [name, new Tensor('float32', [weightOf[name.replace('weight.', '')]], [1])])
  return { image: imageTensor(), ...Object.fromEntries([...tensors, ...factors]) }
}

async function medianSeconds(run) {
  await run()
  const times = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await run()
    times.push((performance.now() - started) / 1000)
  }
  return median(times)
}
