// TensorFlow.js in Node: one evaluation by its own automatic differentiation. Arguments: a task file, and a backend.
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { answerTurns, floatsOf, readTask, weightsOf } from '../task.mjs'

const [, , , backend] = process.argv
console.warn = () => {} // advice on other packages
await tf.setBackend(backend)
await tf.ready()
if (tf.getBackend() !== backend) throw new Error(`TensorFlow.js cannot start its backend ${backend}`)

const task = readTask()
const weights = weightsOf(task)
const { style, content, styleWeight, contentWeight, width, height } = task
const rgb = name => tf.tensor(weights.get(name), [1, 1, 1, 3])
const [scale, offset] = [rgb('input.scale'), rgb('input.offset')]
const layers = task.layers.map(name => {
  const bias = weights.get(`${name}.bias`)
  const kernel = tf.tensor(weights.get(`${name}.weight`)).reshape([bias.length, -1, 3, 3])
  return { name, kernel: kernel.transpose([2, 3, 1, 0]), bias: tf.tensor(bias) }
})

function taps(image) {
  const maps = new Map()
  let x = image.mul(scale).add(offset)
  let block = '1'
  for (const { name, kernel, bias } of layers) {
    if (name[4] !== block) x = task.pool === 'max' ? tf.maxPool(x, 2, 2, 'valid') : tf.avgPool(x, 2, 2, 'valid')
    block = name[4]
    x = tf.conv2d(x, kernel, 1, 'same').add(bias)
    maps.set(name, x)
    x = x.relu()
    maps.set(name.replace('conv', 'relu'), x)
  }
  return maps
}

function gram(map) {
  const rows = map.reshape([-1, map.shape[3]])
  return rows.matMul(rows, true).div(map.size)
}

/** Row by row: the wasm backend adds up a whole map naively, which is off by 1e-3 at two million values. */
const meanSquare = x =>
  x
    .square()
    .mean(-1)
    .reshape([-1, x.shape.at(-2)])
    .mean(-1)
    .mean()

const planes = tf.tensor(floatsOf(task.image), [1, 3, height, width])
const image = planes.transpose([0, 2, 3, 1])
const targets = tf.tidy(() => {
  const maps = taps(tf.sub(1, image))
  return [style.map(tap => tf.keep(gram(maps.get(tap)))), content.map(tap => tf.keep(maps.get(tap)))]
})

const lossAndGradient = tf.valueAndGrad(x => {
  const maps = taps(x)
  const terms = [
    ...style.map((tap, i) => meanSquare(gram(maps.get(tap)).sub(targets[0][i])).mul(styleWeight)),
    ...content.map((tap, i) => meanSquare(maps.get(tap).sub(targets[1][i])).mul(contentWeight)),
  ]
  return tf.addN(terms)
})

await answerTurns(() => {
  const { value, grad } = lossAndGradient(image)
  grad.dataSync()
  const [loss] = value.dataSync()
  tf.dispose([value, grad])
  return loss
})
