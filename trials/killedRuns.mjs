// Runs of several stages, killed at random moments and resumed: each ends in the bytes of an undisturbed run.
// NST_KILLED_SIZE and NST_KILLED_PRESET (768 and gatys by default) say what is painted.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { uniformSource } from '../dist/random.js'
import { asked } from './kit/asked.mjs'

const RUNS = 10
const { NST_KILLED_SIZE = '768', NST_KILLED_PRESET = 'gatys' } = process.env
const here = path => fileURLToPath(new URL(path, import.meta.url))
const PICTURES = [here('../examples/pictures/harbour.png'), here('../examples/pictures/brush-strokes.png')]
const { seed, numbers } = asked(RUNS)
const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-killed-'))
const words = [
  ...['run', ...PICTURES, '--size', NST_KILLED_SIZE, '--preset', NST_KILLED_PRESET, '--scales', 'auto'],
  ...['--iterations', '60', '--quiet', '--overwrite'],
]

const began = performance.now()
await finished([...words, '-o', join(folder, 'whole.png')])
const seconds = (performance.now() - began) / 1000
const whole = readFileSync(join(folder, 'whole.png'))
let failed = 0
for (const number of numbers) {
  const output = join(folder, `killed-${number}.png`)
  const moment = seconds * uniformSource(seed * 1000 + number)()
  const isKilled = await killedAfter(moment, [...words, '-o', output, '--checkpoint', '2'])
  const isKept = existsSync(`${output}.resume`)
  await finished([...words, '-o', output, '--resume'])
  const isSame = readFileSync(output).equals(whole) && !existsSync(`${output}.resume`)
  if (!isSame) failed++
  const how = `${isKilled ? 'killed' : 'ended'} after ${moment.toFixed(1)} s of ${seconds.toFixed(1)}`
  console.log(`${isSame ? 'ok' : 'FAILED'} ${how}, ${isKept ? 'resumed' : 'begun anew'}`)
}
rmSync(folder, { recursive: true })
process.exitCode = failed > 0 ? 1 : 0

function start(args) {
  return spawn(process.execPath, [here('../dist/cli/bin.js'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function finished(args) {
  return new Promise((resolve, reject) => {
    start(args).on('close', code => (code === 0 ? resolve() : reject(new Error(`nst-onnx ended with ${code}`))))
  })
}

/** Whether it was still running then. */
function killedAfter(moment, args) {
  return new Promise(resolve => {
    const child = start(args)
    const timer = setTimeout(() => child.kill('SIGKILL'), 1000 * moment)
    child.on('close', (_, signal) => {
      clearTimeout(timer)
      resolve(signal === 'SIGKILL')
    })
  })
}
