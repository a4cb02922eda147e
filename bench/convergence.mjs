// Loss after so many evaluations, by optimiser. Evaluations are what a run pays with, and counting them needs no quiet machine.
//
// Prints tables, and writes them into bench/results/convergence.json for bench/document.mjs.
//
//   node bench/convergence.mjs [--size 192] [--evaluations 300] [--init content] [CONTENT STYLE …]
import '../scripts/shared-weights.mjs'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  createLossFunction,
  lbfgs,
  loadNetworkWeights,
  minimize,
  namedTensors,
  readPicture,
  resizePicture,
  startNodeSessionHost,
} from 'nst-onnx'
import { imageBands } from '../dist/stylize/imageBands.js'
import { noiseImage } from '../dist/stylize/startImage.js'
import { describeMachine, machineLine } from './machine.mjs'
import { pairTitle } from './pictures.mjs'
import { markdownTable } from './table.mjs'
import { lossOf, specificationOf } from './task.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '192' },
    evaluations: { type: 'string', default: '300' },
    init: { type: 'string', default: 'content' },
  },
})
const size = Number(values.size)
const most = Number(values.evaluations)
const pictures =
  positionals.length > 0 ? positionals : ['examples/pictures/harbour.png', 'examples/pictures/brush-strokes.png']
const MARKS = [25, 50, 75, 100, 150, 200, 300].filter(mark => mark <= most)

const specification = specificationOf(lossOf('cmu'))
const weights = await loadNetworkWeights({ layers: ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'] })
const host = await startNodeSessionHost({ device: 'cpu', weights: new Map(namedTensors(weights)) })

/** Curvature learnt by band, as runs use it, which keep 40 pairs at such sizes. */
const byBand =
  history =>
  (evaluate, { width, height, pixels }) =>
    drain(evaluate, pixels, lbfgs({ history, bands: imageBands(width, height) }))

/** The same without bands. */
const plain =
  history =>
  (evaluate, { pixels }) =>
    drain(evaluate, pixels, lbfgs({ history }))

async function drain(objective, start, optimizer) {
  for await (const _ of minimize(objective, start, { optimizer, iterations: most }));
}

/**
 * The optimiser of PyTorch's tutorial, restated: torch.optim.LBFGS with its defaults, history 100, a step of length 1 with no
 * line search, and the first one 1 / Σ|gradient|. It does without the tutorial's clamping, which only harms it.
 */
async function tutorial(evaluate, { pixels }) {
  const x = Float64Array.from(pixels)
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0)
  const pairs = []
  let before
  let direction
  for (;;) {
    const gradient = Float64Array.from((await evaluate(Float32Array.from(x))).gradient)
    if (before) {
      const y = gradient.map((value, i) => value - before.gradient[i])
      const sy = dot(before.step, y)
      if (sy > 1e-10) pairs.push({ s: before.step, y, sy, yy: dot(y, y) })
      if (pairs.length > 100) pairs.shift()
    }
    direction = gradient.map(value => -value)
    const alphas = pairs.map(() => 0)
    for (let i = pairs.length - 1; i >= 0; i--) {
      alphas[i] = dot(pairs[i].s, direction) / pairs[i].sy
      for (let j = 0; j < x.length; j++) direction[j] -= alphas[i] * pairs[i].y[j]
    }
    const newest = pairs.at(-1)
    if (newest) for (let j = 0; j < x.length; j++) direction[j] *= newest.sy / newest.yy
    for (const [i, { s, y, sy }] of pairs.entries()) {
      const beta = dot(y, direction) / sy
      for (let j = 0; j < x.length; j++) direction[j] += (alphas[i] - beta) * s[j]
    }
    const length = before ? 1 : Math.min(1, 1 / gradient.reduce((sum, value) => sum + Math.abs(value), 0))
    const step = direction.map(value => length * value)
    for (let j = 0; j < x.length; j++) x[j] += step[j]
    before = { gradient, step }
  }
}

const contestants = {
  'by band, history 40 (ours)': byBand(40),
  'by band, history 10': byBand(10),
  'plain, history 10': plain(10),
  'plain, history 100': plain(100),
  "PyTorch's tutorial": tutorial,
}

const scaled = async path => {
  const picture = await readPicture(path)
  const scale = size / Math.max(picture.width, picture.height)
  return resizePicture(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
}

/** The least loss among the first so many evaluations, for each mark. */
async function losses(contestant, loss, start) {
  const seen = []
  const enough = Symbol('enough')
  const evaluate = async image => {
    if (seen.length >= most) throw enough
    const evaluation = await loss.lossAndGradient(image)
    seen.push(Math.min(evaluation.loss, seen.at(-1) ?? Number.POSITIVE_INFINITY))
    return evaluation
  }
  try {
    await contestant(evaluate, start)
  } catch (error) {
    if (error !== enough) throw error
  }
  return seen
}

const rows = []
for (let i = 0; i + 1 < pictures.length; i += 2) {
  const [content, style] = [await scaled(pictures[i]), await scaled(pictures[i + 1])]
  const loss = await createLossFunction(host, specification, content)
  await loss.setTargets({ content, style })
  const start = values.init === 'noise' ? noiseImage(content, 1) : content
  const title = pairTitle({ content: pictures[i], style: pictures[i + 1] })
  rows.push([`*${title}, ${content.width}×${content.height}*`, ...MARKS.map(() => '')])
  for (const [name, contestant] of Object.entries(contestants)) {
    const curve = await losses(contestant, loss, start)
    rows.push([name, ...MARKS.map(mark => curve[mark - 1]?.toPrecision(4) ?? 'ended')])
  }
  await loss.release()
}
await host.release()

const date = new Date().toISOString()
const machine = describeMachine()
const notes = [`The preset \`cmu\` from ${values.init}.`, `${date.slice(0, 10)}: ${machineLine(machine, [])}.`]
const table = {
  title: 'Least loss after so many evaluations',
  columns: ['least loss after … evaluations', ...MARKS.map(String)],
  rows,
  notes,
}
console.log(markdownTable(table))
const folder = new URL('results/', import.meta.url)
mkdirSync(folder, { recursive: true })
const results = { date, machine, rivals: [], cases: [{ name: 'convergence', table }] }
writeFileSync(new URL('convergence.json', folder), `${JSON.stringify(results, null, 2)}\n`)
