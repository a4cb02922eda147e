// Runs of pictures up to 8192×8192, each by the command line with as much memory as docs/performance.md says that it needs: the peak of the
// whole process stays within that, and near what the dry run says. Takes hours on two cores; `--part` takes a part.
import { execFile, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { asked } from './kit/asked.mjs'

const CASES = [
  { size: 512, iterations: 12, memory: '8GB' },
  { size: 1024, iterations: 6, memory: '8GB' },
  { size: 1024, iterations: 6, memory: '1.5GB' },
  { size: 2048, iterations: 10, memory: '2GB' },
  { size: 4096, iterations: 3, memory: '6GB' },
  { size: 8192, iterations: 1, memory: '20GB' },
].flatMap(each => ['cmu', 'gatys'].map(preset => ({ ...each, preset })))

/** What a peak may exceed the memory asked for by, and differ from the estimate by. */
const [BEYOND, APART] = [1.1, 0.15]

const BIN = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url))
const picture = name => fileURLToPath(new URL(`../examples/pictures/${name}`, import.meta.url))
const { numbers } = asked(CASES.length)
let failed = 0
for (const number of numbers) {
  const { size, iterations, memory, preset } = CASES[number]
  const content = join(tmpdir(), `nst-onnx-large-${size}.jpg`)
  const output = join(tmpdir(), 'nst-onnx-large.png')
  await sharp(process.env.CONTENT ?? picture('harbour.png'))
    .resize(size, size, { fit: 'cover' })
    .jpeg()
    .toFile(content)
  const options = ['--size', size, '--style-size', 512, '--scales', 1, '--preset', preset, '--iterations', iterations]
  const words = ['run', content, process.env.STYLE ?? picture('brush-strokes.png'), ...options, '--memory', memory].map(
    String,
  )
  const { stdout } = await promisify(execFile)(process.execPath, [BIN, ...words, '--dry-run', '--json'])
  const { memoryBytes, windows } = JSON.parse(stdout)
  const { peak, seconds, evaluations } = await measured([...words, '--json', '--overwrite', '-o', output])
  const most = Number.parseFloat(memory) * 1e9
  const ok = peak <= BEYOND * most && Math.abs(memoryBytes / peak - 1) <= APART
  if (!ok) failed++
  console.log(
    `${ok ? 'ok' : 'FAILED'} ${number} ${preset} ${size}×${size} within ${memory}, ${windows} windows: peak ${gigabytes(peak)}, ` +
      `estimated ${gigabytes(memoryBytes)}; ${((1e6 * seconds) / evaluations / size ** 2).toFixed(2)} µs a pixel and evaluation`,
  )
  await Promise.all([content, output].map(file => rm(file, { force: true })))
}
console.log(`${numbers.length} runs, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** The peak of a command's process in bytes, and the time that its steps took. */
async function measured(words) {
  const child = spawn(process.execPath, [BIN, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let peak = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
  }, 200)
  let text = ''
  for await (const chunk of child.stdout) text += chunk
  clearInterval(watch)
  const steps = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ event }) => event === 'step')
  const [first, last] = [steps[0], steps.at(-1)]
  // The first step holds the first evaluation, which asks the system for memory, and all that is before it.
  return steps.length > 1
    ? { peak, seconds: last.seconds - first.seconds, evaluations: last.evaluations - first.evaluations }
    : { peak, seconds: last.seconds, evaluations: last.evaluations }
}

function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(2)} GB`
}
