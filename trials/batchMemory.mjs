// A grid without a sheet takes no more memory after 100 pictures than after 25: what its process holds is read as each is finished.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { encodePicture } from 'nst-onnx'
import { uniformSource } from '../dist/random.js'

const BIN = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url))
const PICTURES = 100
const EARLY = 25
const SIZE = 256
/** How much more the last pictures may find held than those around the 25th. */
const MOST = 1.1

const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-batch-'))
try {
  const draw = async (name, seed) => {
    const pixels = Float32Array.from({ length: 3 * SIZE * SIZE }, uniformSource(seed))
    await writeFile(join(folder, name), await encodePicture({ width: SIZE, height: SIZE, pixels }, { format: 'png' }))
  }
  for (let i = 0; i < PICTURES; i++) await draw(`${String(i).padStart(3, '0')}.png`, i)
  await draw('style.png', PICTURES)
  const held = await heldAfterEach()
  const [early, late] = [held.slice(EARLY - 5, EARLY + 5), held.slice(-10)].map(median)
  const isFlat = held.length === PICTURES && late / early <= MOST
  const [a, b] = [early, late].map(bytes => `${Math.round(bytes / 1e6)} MB`)
  console.log(
    `${isFlat ? 'ok' : 'FAILED'} ${held.length} pictures of ${SIZE} pixels: ${a} around the ${EARLY}th, ${b} at the end`,
  )
  process.exitCode = isFlat ? 0 : 1
} finally {
  await rm(folder, { recursive: true })
}

/** The resident memory, in bytes, of a grid's process as it tells that a picture is finished. */
async function heldAfterEach() {
  const contents = Array.from({ length: PICTURES }, (_, i) => join(folder, `${String(i).padStart(3, '0')}.png`))
  const words = ['grid', '--content', ...contents, '--style', join(folder, 'style.png'), '--no-sheet']
  const course = ['--preset', 'cmu', '--size', String(SIZE), '--iterations', '1', '--style-layers', 'conv1_1,conv2_1']
  const child = spawn(process.execPath, [BIN, ...words, ...course, '--json', '-o', join(folder, 'made')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const held = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).event !== 'outcome') continue
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
    held.push(1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]))
  }
  return held
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
