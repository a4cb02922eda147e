// Textures and paintings of 333×217 pixels with replicated borders: their outermost 8 pixels are as the rest of them. A texture is alike
// everywhere, so each edge is compared with what is beside it. A painting is not: the same content with more around it is painted too, and
// what is an edge of the one with the same pixels inside the other. Some minutes on two cores.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createEngine, texture } from 'nst-onnx'
import sharp from 'sharp'
import { asked } from './kit/asked.mjs'
import { edgesOf } from './kit/edges.mjs'

const [WIDTH, HEIGHT] = [333, 217]
/** What the content has more on each side, where it is not cut. */
const AROUND = 24
/** What an edge may differ by, either way. */
const APART = 1.2

const example = name => fileURLToPath(new URL(`../examples/pictures/${name}`, import.meta.url))
const shared = name => fileURLToPath(new URL(`../../shared/images/${name}`, import.meta.url))
const pairs = [
  [example('harbour.png'), example('brush-strokes.png')],
  [shared('tubingen.jpg'), shared('starry_night.jpg')],
  [shared('golden_gate.jpg'), shared('the_scream.jpg')],
].filter(pair => pair.every(existsSync))
const common = { borders: 'replicate', styleSize: WIDTH, weights: 'vgg19' }
const KINDS = {
  'texture by cmu': async ([, style]) => {
    const layers = ['conv_1', 'conv_2', 'conv_3', 'conv_4', 'conv_5']
    return edgesOf(await made(texture(style, layers, { ...common, ...ofSize, preset: 'cmu', iterations: 60 })))
  },
  'texture by paint': async ([, style]) => {
    const layers = ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1']
    const iterations = { scales: 2, iterations: [40, 20] }
    return edgesOf(await made(texture(style, layers, { ...common, ...ofSize, preset: 'paint', ...iterations })))
  },
  'painting by paint': async ([photo, style]) => {
    const whole = sharp(photo).resize(WIDTH + 2 * AROUND, HEIGHT + 2 * AROUND, { fit: 'cover' })
    const around = await whole.png().toBuffer()
    const inside = { left: AROUND, top: AROUND, width: WIDTH, height: HEIGHT }
    const own = edgesOf(await painted(await sharp(around).extract(inside).png().toBuffer(), style, WIDTH))
    const same = edgesOf(cropped(await painted(around, style, WIDTH + 2 * AROUND), inside))
    const share = (name, key) => own[name][key] / same[name][key]
    return Object.fromEntries(
      Object.keys(own).map(name => [name, { variance: share(name, 'variance'), slope: share(name, 'slope') }]),
    )
  },
}
const ofSize = { size: WIDTH, outputSize: { width: WIDTH, height: HEIGHT } }

const engine = createEngine()
const names = Object.keys(KINDS)
const { numbers } = asked(names.length)
let failed = 0
for (const name of numbers.map(number => names[number])) {
  const found = []
  for (const pair of pairs) {
    const edges = await KINDS[name](pair)
    found.push(edges)
    console.log(
      `${name}, ${pair.map(file => file.split('/').at(-1)).join(' × ')}: ${Object.entries(edges).map(inWords).join(', ')}`,
    )
  }
  for (const side of ['left', 'right', 'top', 'bottom']) {
    const [variance, slope] = ['variance', 'slope'].map(key => median(found.map(edges => edges[side][key])))
    const ok = [variance, slope].every(share => share < APART && share > 1 / APART)
    if (!ok) failed++
    console.log(`${ok ? 'ok' : 'FAILED'} ${name}, median: ${inWords([side, { variance, slope }])}`)
  }
}
await engine.close()
process.exitCode = failed > 0 ? 1 : 0

/** The picture that a request comes to. */
async function made(request) {
  return (await engine.run(request).result).image
}

function painted(bytes, style, size) {
  const stages = { scales: 2, iterations: [40, 20] }
  return made({ content: new Uint8Array(bytes), style, size, ...common, preset: 'paint', ...stages })
}

/** A part of a picture. */
function cropped({ width, height, pixels }, { left, top, ...size }) {
  const part = Float32Array.from({ length: 3 * size.width * size.height }, (_, at) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width) % size.height]
    const plane = Math.floor(at / (size.width * size.height))
    return pixels[(plane * height + top + y) * width + left + x]
  })
  return { ...size, pixels: part }
}

function inWords([side, { variance, slope }]) {
  return `${side} ${variance.toFixed(2)} of the variance, ${slope.toFixed(2)} of the slopes`
}

/** The middle of an odd count, and the mean of the two in the middle of an even one, of shares. */
function median(shares) {
  const sorted = shares.toSorted((a, b) => a - b)
  const middle = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return Math.sqrt(middle[0] * middle[1])
}
