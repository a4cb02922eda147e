// This project: one evaluation through the package's own functions, whole or by windows. Argument: a task file.
import { createLossFunction, startNodeSessionHost } from 'nst-onnx'
import { specificationOf } from '../task.mjs'
import { answerTurns, floatsOf, readTask, weightsOf } from './task.mjs'

const task = readTask()
const { width, height, device, threads, window, handOn } = task
const host = await startNodeSessionHost({ device, threads, weights: weightsOf(task) })
const pixels = floatsOf(task.image)
const target = { width, height, pixels: pixels.map(value => 1 - value) }
const loss = await createLossFunction(host, specificationOf(task), { width, height }, undefined, { window, handOn })
await loss.setTargets({ content: target, style: target })
await answerTurns(async () => (await loss.lossAndGradient(pixels)).loss)
await host.release()
