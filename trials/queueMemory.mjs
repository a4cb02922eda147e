// A queue of runs of many sizes and shapes takes hardly more memory than its largest run alone: peak resident memory of a process
// for each, with L-BFGS and with Adam, and of a process whose engine has given back what it kept.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { asked } from './kit/asked.mjs'

/** How much more a queue may take. */
const MOST = 1.3
const ITERATIONS = 6
const LARGEST = 384
const JOBS = 20

const [request] = process.argv.slice(2)
if (request?.startsWith('{')) await carryOut(JSON.parse(request))
else await compare()

async function compare() {
  const cases = [
    {
      name: 'sizes in turn',
      sizes: Array.from({ length: JOBS }, (_, i) => 64 + Math.round((i * (LARGEST - 64)) / (JOBS - 1))),
    },
    { name: 'sizes at random', sizes: randomSizes() },
    { name: 'two shapes by turns', sizes: Array.from({ length: JOBS }, (_, i) => (i % 2 ? LARGEST : -LARGEST)) },
    { name: 'sizes at random, other layers each time', sizes: randomSizes(), presets: ['cmu', 'johnson'] },
  ]
  const { numbers } = asked(cases.length)
  let failed = 0
  for (const number of numbers) {
    const { name, ...work } = cases[number]
    const alone = Math.max(
      ...(await Promise.all((work.presets ?? ['cmu']).map(preset => peakOf({ sizes: [LARGEST], presets: [preset] })))),
    )
    const queue = await peakOf(work)
    const ratio = queue / alone
    if (ratio > MOST) failed++
    console.log(
      `${ratio > MOST ? 'FAILED' : 'ok'} ${name}: ${megabytes(queue)}, the largest alone ${megabytes(alone)}, ${ratio.toFixed(2)} times`,
    )
  }
  process.exitCode = failed > 0 ? 1 : 0
}

/** Peak resident memory, in bytes, of a process that carries out runs of these sizes one after another. */
function peakOf(work) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(work)], { stdio: 'inherit' })
    child.once('message', resolve)
    child.once('exit', code => reject(new Error(`a process of ${JSON.stringify(work)} ended with ${code}`)))
  })
}

async function carryOut({ sizes, presets = ['cmu'] }) {
  const { createJobQueue, encodePicture } = await import('nst-onnx')
  const { uniformSource } = await import('../dist/random.js')
  const drawn = async (width, height, seed) => {
    const pixels = Float32Array.from({ length: 3 * width * height }, uniformSource(seed))
    return encodePicture({ width, height, pixels }, { format: 'png' })
  }
  const [wide, tall] = [await drawn(400, 300, 1), await drawn(300, 400, 2)]
  const queue = createJobQueue()
  for (const [index, size] of sizes.entries()) {
    const preset = presets[index % presets.length]
    const content = size < 0 ? tall : wide
    await queue.add({ content, style: wide, size: Math.abs(size), preset, iterations: ITERATIONS }).result
  }
  process.send(1024 * process.resourceUsage().maxRSS)
  process.disconnect()
  await queue.close()
}

function randomSizes() {
  let state = 7
  return Array.from({ length: JOBS }, (_, i) => {
    state = (state * 48271) % 2147483647
    return i === JOBS / 2 ? LARGEST : 64 + (state % (LARGEST - 63))
  })
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`
}
