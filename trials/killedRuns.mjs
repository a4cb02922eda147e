// Runs of several stages, killed at random moments and resumed: each ends in the bytes of an undisturbed run.
// NST_KILLED_SIZE and NST_KILLED_PRESET (768 and gatys by default) say what is painted.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { uniformSource } from '../dist/random.js'
import { asked } from './kit/asked.mjs'

const RUNS = 10
const ITERATIONS = 60
/** Checkpoints come as often; a run is killed within as long after a step. */
const SECONDS = 2
const { NST_KILLED_SIZE = '768', NST_KILLED_PRESET = 'gatys' } = process.env
const here = path => fileURLToPath(new URL(path, import.meta.url))
const PICTURES = [here('../examples/pictures/harbour.png'), here('../examples/pictures/brush-strokes.png')]
const { seed, numbers } = asked(RUNS)
const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-killed-'))
const words = [
  ...['run', ...PICTURES, '--size', NST_KILLED_SIZE, '--preset', NST_KILLED_PRESET, '--scales', 'auto'],
  ...['--iterations', String(ITERATIONS), '--quiet', '--overwrite'],
]

await finished([...words, '-o', join(folder, 'whole.png')])
const whole = readFileSync(join(folder, 'whole.png'))
let failed = 0
// From one source: the first numbers of sources whose seeds are neighbours are neighbours too.
const random = uniformSource(seed)
const moments = Array.from({ length: RUNS }, () => [Math.ceil(ITERATIONS * random()), 1000 * SECONDS * random()])
for (const number of numbers) {
  const output = join(folder, `killed-${number}.png`)
  const [step, delay] = moments[number]
  const isKilled = await killedAfter(step, delay, [...words, '-o', output, '--checkpoint', String(SECONDS)])
  const isKept = existsSync(`${output}.resume`)
  await finished([...words, '-o', output, '--resume'])
  const isSame = readFileSync(output).equals(whole) && !existsSync(`${output}.resume`)
  if (!isSame) failed++
  const how = `${isKilled ? 'killed' : 'ended'} ${delay.toFixed(0)} ms after step ${step} of ${ITERATIONS}`
  console.log(`${isSame ? 'ok' : 'FAILED'} ${how}, ${isKept ? 'resumed' : 'begun anew'}`)
}
rmSync(folder, { recursive: true })
process.exitCode = failed > 0 ? 1 : 0

function start(args, stdout = 'ignore') {
  return spawn(process.execPath, [here('../dist/cli/bin.js'), ...args], { stdio: ['ignore', stdout, 'inherit'] })
}

function finished(args) {
  return new Promise((resolve, reject) => {
    start(args).on('close', code => (code === 0 ? resolve() : reject(new Error(`nst-onnx ended with ${code}`))))
  })
}

/** Kills a run so many milliseconds after a step, wherever it is by then. Resolves with whether it was still running. */
function killedAfter(step, delay, args) {
  return new Promise(resolve => {
    const child = start([...args.filter(word => word !== '--quiet'), '--json'], 'pipe')
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.includes(`"iteration":${step},`)) setTimeout(() => child.kill('SIGKILL'), delay)
    })
    child.on('close', (_, signal) => resolve(signal === 'SIGKILL'))
  })
}
