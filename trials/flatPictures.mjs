// Flat and odd pictures painted like one another, with VGG-19 and with fitted features, from content and from noise, by each
// preset: losses are finite, the reason for stopping is true, pixels stay near [0, 1], and pictures without colour get none.
import { createJobQueue, encodePicture, NstOnnxError } from 'nst-onnx'
import { uniformSource } from '../dist/random.js'
import { asked } from './kit/asked.mjs'

const [WIDTH, HEIGHT, ITERATIONS] = [48, 40, 60]
/** How far beyond [0, 1] a pixel may lie. */
const FURTHEST = 2

const PICTURES = {
  black: () => [0, 0, 0],
  white: () => [1, 1, 1],
  grey: () => [0.5, 0.5, 0.5],
  orange: () => [0.9, 0.5, 0.1],
  halves: x => (x < WIDTH / 2 ? [0, 0, 0] : [1, 1, 1]),
  checkerboard: (x, y) => [(x + y) % 2, (x + y) % 2, (x + y) % 2],
  gradient: (x, y) => [x / WIDTH, y / HEIGHT, 0.5],
  faintNoise: (_x, _y, uniform) => [0, 1, 2].map(() => 0.5 + 0.02 * (uniform() - 0.5)),
}
const COLOURLESS = ['black', 'white', 'grey', 'halves', 'checkerboard']

const names = Object.keys(PICTURES)
const cases = ['vgg19', 'fitted'].flatMap(weights =>
  ['cmu', 'gatys', 'johnson'].flatMap(preset =>
    ['content', 'noise'].flatMap(init =>
      names.flatMap(content => names.map(style => ({ weights, preset, init, content, style }))),
    ),
  ),
)
const { seed, numbers } = asked(cases.length)
const files = Object.fromEntries(
  await Promise.all(names.map(async name => [name, await encodePicture(drawn(PICTURES[name]), { format: 'png' })])),
)

const queue = createJobQueue()
let failed = 0
for (const number of numbers) {
  const { content, style, ...options } = cases[number]
  const request = {
    ...options,
    content: files[content],
    style: files[style],
    size: WIDTH,
    iterations: ITERATIONS,
    seed,
  }
  const { fault, told } = await tried(request, COLOURLESS.includes(content) && COLOURLESS.includes(style))
  if (fault) failed++
  const { weights, preset, init } = options
  console.log(
    `${fault ? 'FAILED' : 'ok'} ${number} ${content} × ${style}, ${weights}, ${preset}, from ${init}: ${fault ? `${fault}; ` : ''}${told}`,
  )
}
await queue.close()
console.log(`${numbers.length} pairs, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function tried(request, isColourless) {
  const losses = []
  try {
    const run = queue.add(request)
    for await (const event of run) if (event.event === 'step') losses.push(event.loss)
    const { image, loss, stopped, iterations } = await run.result
    const [least, most] = image.pixels.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [9, -9])
    const chroma = meanChroma(image)
    const told = `${stopped} after ${iterations}, loss ${losses[0]?.toPrecision(3)} … ${loss.toPrecision(3)}, pixels ${least.toFixed(2)} … ${most.toFixed(2)}, chroma ${chroma.toFixed(1)}`
    return { told, fault: faultOf({ image, loss, losses, stopped, iterations, least, most, chroma, isColourless }) }
  } catch (error) {
    return { fault: error instanceof NstOnnxError ? error.kind : 'no error of ours', told: error.message }
  }
}

function faultOf({ image, loss, losses, stopped, iterations, least, most, chroma, isColourless }) {
  if (!Number.isFinite(loss) || !image.pixels.every(Number.isFinite)) return 'a value is not finite'
  if (stopped === 'iterations' && iterations < ITERATIONS) return 'stopped too early'
  if (losses.length > 1 && losses.at(-1) > losses[0]) return 'the loss rose'
  if (least < -FURTHEST || most > 1 + FURTHEST) return 'pixels are far out of range'
  if (isColourless && chroma >= 2) return 'colour from pictures without colour'
  return undefined
}

/** Mean over the pixels of the largest channel minus the least, of the picture as it is saved in 8 bits. */
function meanChroma({ pixels, width, height }) {
  const size = width * height
  const shown = value => Math.round(255 * Math.min(1, Math.max(0, value)))
  let sum = 0
  for (let i = 0; i < size; i++) {
    const colour = [0, 1, 2].map(plane => shown(pixels[plane * size + i]))
    sum += Math.max(...colour) - Math.min(...colour)
  }
  return sum / size
}

function drawn(colourAt) {
  const pixels = new Float32Array(3 * WIDTH * HEIGHT)
  const uniform = uniformSource(1)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      for (const [plane, value] of colourAt(x, y, uniform).entries()) pixels[(plane * HEIGHT + y) * WIDTH + x] = value
    }
  }
  return { width: WIDTH, height: HEIGHT, pixels }
}
