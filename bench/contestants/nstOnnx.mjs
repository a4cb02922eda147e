// This project: one evaluation through the package's own functions. Argument: a task file.
import { createLossFunction, startNodeSessionHost } from 'nst-onnx'
import { answerTurns, floatsOf, readTask, weightsOf } from './task.mjs'

const task = readTask()
const { style, content, styleWeight, contentWeight, pool, width, height, device, threads } = task
const host = await startNodeSessionHost({ device, threads, weights: weightsOf(task) })
const pixels = floatsOf(task.image)
const target = { width, height, pixels: pixels.map(value => 1 - value) }
const loss = await createLossFunction(host, { style, content, pool }, { width, height })
await loss.setTargets({ content: target, style: target })
await loss.setWeights(
  Object.fromEntries(loss.terms.map(term => [term, term.startsWith('style') ? styleWeight : contentWeight])),
)
await answerTurns(async () => (await loss.lossAndGradient(pixels)).loss)
await host.release()
