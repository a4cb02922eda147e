// The building blocks for an optimiser of your own: a loss, its terms, and its gradient with respect to the image.
import { fileURLToPath } from 'node:url'
import {
  createLossFunction,
  loadNetworkWeights,
  namedTensors,
  readPicture,
  resizePicture,
  startNodeSessionHost,
} from 'nst-onnx'

const picture = async name =>
  resizePicture(await readPicture(fileURLToPath(new URL(`pictures/${name}`, import.meta.url))), 96, 64)
const content = await picture('harbour.png')
const style = await picture('brush-strokes.png')

const network = await loadNetworkWeights({ layers: ['conv1_1', 'conv1_2', 'conv2_1'] })
const host = await startNodeSessionHost({ device: 'cpu', weights: new Map(namedTensors(network)) })

const terms = [
  { kind: 'style', tap: 'relu1_1', weight: 1e6 },
  { kind: 'style', tap: 'conv2_1', weight: 1e6 },
  { kind: 'content', tap: 'relu1_2', weight: 1 },
]
const loss = await createLossFunction(host, { terms, pool: 'max' }, { width: content.width, height: content.height })
await loss.setTargets({ content, style })

// Plain gradient descent, as a start: pixels are float32 planes [3, height, width] in [0, 1].
const image = Float32Array.from(content.pixels)
for (let step = 1; step <= 5; step++) {
  const { loss: value, terms, gradient } = await loss.lossAndGradient(image)
  console.log(`step ${step}  loss ${value.toPrecision(5)}`, terms)
  const length = Math.hypot(...gradient)
  for (let i = 0; i < image.length; i++) image[i] -= gradient[i] / length
}

await host.release()
