// One contestant of bench/evaluation.mjs: this project. Arguments: weights file, image file (raw float32 [3, n, n]), n.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createLossFunction, loadNetworkWeights, namedTensors, PRESETS, startNodeSessionHost } from 'nst-onnx'

const [weights, file, side] = process.argv.slice(2)
const size = Number(side)
const { styleLayers: style, contentLayers: content, styleWeight, contentWeight, pool } = PRESETS.cmu
const network = await loadNetworkWeights({ weights, layers: ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'] })
const host = await startNodeSessionHost({ device: 'cpu', weights: new Map(namedTensors(network)) })
const pixels = new Float32Array(readFileSync(file).buffer)
const image = { width: size, height: size, pixels }
const target = { ...image, pixels: pixels.map(value => 1 - value) }
const loss = await createLossFunction(host, { style, content, pool }, image)
await loss.setTargets({ content: target, style: target })
await loss.setWeights(
  Object.fromEntries(loss.terms.map(term => [term, term.startsWith('style') ? styleWeight : contentWeight])),
)
console.log('ready')
for await (const _ of createInterface({ input: process.stdin })) {
  const started = performance.now()
  const evaluation = await loss.lossAndGradient(pixels)
  const seconds = (performance.now() - started) / 1000
  const peakMegabytes = process.resourceUsage().maxRSS / 1000
  console.log(JSON.stringify({ seconds, loss: evaluation.loss, peakMegabytes }))
}
await host.release()
