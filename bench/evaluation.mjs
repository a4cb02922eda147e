// `npm run bench`: one evaluation (loss and gradient) of the preset `cmu`, this project against PyTorch on the CPU. Each
// contestant is a process of its own; they take turns, one evaluation each, so that a machine that slows down slows both.
// A rival that is not installed is named as absent.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { uniformSource } from '../dist/random.js'
import { locateWeights } from '../dist/weights/locateWeights.js'

const SIZES = [256, 512]
const WARM_UP = 2
const ROUNDS = 9
const LAYERS = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1']

const found = await locateWeights({ layers: LAYERS, weights: 'vgg19' })
if (found.kind !== 'file')
  throw new Error('the bench reads one weights file with both contestants: put it at weights/vgg19.safetensors')
const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-bench-'))
const path = name => fileURLToPath(new URL(`contestants/${name}`, import.meta.url))
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}\n`)
console.log('| size | contestant | median s (min – max) | against PyTorch | peak memory MB | ready after s |')
console.log('|---|---|---|---|---|---|')
try {
  for (const size of SIZES) await compare(size)
} finally {
  rmSync(folder, { recursive: true })
}

async function compare(size) {
  const image = join(folder, `image-${size}`)
  writeFileSync(image, Float32Array.from({ length: 3 * size * size }, uniformSource(size)))
  const contestants = [
    await enter('nst-onnx', process.execPath, [path('nst-onnx.mjs'), found.path, image, size]),
    await enter('PyTorch', process.env.PYTHON ?? 'python3', [path('pytorch.py'), found.path, image, size]),
  ]
  const present = contestants.filter(({ isPresent }) => isPresent)
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const contestant of present) {
      const evaluation = await contestant.evaluate()
      if (round >= 0) contestant.evaluations.push(evaluation)
    }
  }
  const losses = present.map(({ evaluations }) => evaluations[0].loss)
  if (losses.some(loss => Math.abs(loss / losses[0] - 1) > 1e-4))
    throw new Error(`the contestants compute different losses: ${losses}`)
  const rival = present.find(({ name }) => name === 'PyTorch')
  for (const { name, isPresent, secondsToReady, evaluations, end } of contestants) {
    end()
    if (!isPresent) {
      console.log(`| ${size} | ${name} | absent: not installed | | | |`)
      continue
    }
    const times = evaluations.map(({ seconds }) => seconds).sort((a, b) => a - b)
    const ratio = rival ? (median(times) / median(rival.evaluations.map(({ seconds }) => seconds))).toFixed(2) : ''
    const memory = evaluations.at(-1).peakMegabytes.toFixed(0)
    const spread = `${median(times).toFixed(3)} (${times[0].toFixed(3)} – ${times.at(-1).toFixed(3)})`
    console.log(`| ${size} | ${name} | ${spread} | ${ratio} | ${memory} | ${secondsToReady.toFixed(1)} |`)
  }
}

/** Starts a contestant: it says `ready`, then answers each line with an evaluation. */
async function enter(name, command, args) {
  const started = performance.now()
  const child = spawn(command, args.map(String), { stdio: ['pipe', 'pipe', 'ignore'] })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const isPresent = (await lines.next()).value === 'ready'
  return {
    name,
    isPresent,
    secondsToReady: (performance.now() - started) / 1000,
    evaluations: [],
    async evaluate() {
      child.stdin.write('evaluate\n')
      return JSON.parse((await lines.next()).value)
    },
    end: () => child.stdin.end(),
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
