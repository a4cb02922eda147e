// This project: one evaluation through the package's own functions, whole or by windows. Arguments: a task file, and how convolutions are
// computed, which the machine decides where it is not given.
import { createLossFunction, startNodeSessionHost } from 'nst-onnx'
import { fasterConvolutions } from '../../dist/node/devices/fasterConvolutions.js'
import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { specificationOf } from '../task.mjs'
import { answerTurns, floatsOf, readTask, weightsOf } from './task.mjs'

const task = readTask()
const { width, height, device, threads, window, handOn } = task
const convolutions = process.argv[3] ?? (device === 'cpu' ? await fasterConvolutions(nodeRuntime, threads) : 'direct')
const host = await startNodeSessionHost({ device, threads, weights: weightsOf(task) })
const pixels = floatsOf(task.image)
const target = { width, height, pixels: pixels.map(value => 1 - value) }
const how = { window, handOn, convolutions }
const loss = await createLossFunction(host, specificationOf(task), { width, height }, undefined, how)
await loss.setTargets({ content: target, style: target })
await answerTurns(async () => (await loss.lossAndGradient(pixels)).loss)
await host.release()
