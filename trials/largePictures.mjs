// Runs of pictures up to 8192×8192, each by the command line with as much memory as docs/performance.md says that it needs: the peak of the
// whole process stays within that, and near what the dry run says. Before and after each, a picture of 512×512 tells how fast the
// machine is. Takes hours on two cores; `--part` takes a part, and the tables of all parts come together in bench/results, from where
// bench/document.mjs takes them.
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asked } from './kit/asked.mjs'
import { largePicture, STYLE } from './kit/largePicture.mjs'
import { measuredRun } from './kit/measuredRun.mjs'
import { record } from './kit/results.mjs'

/** Coarse to fine, by the presets' own scales. */
const CASES = [
  { size: 1024, memory: '8GB', iterations: { cmu: '6', paint: '20,10,5,3' } },
  { size: 1024, memory: '1.5GB', iterations: { cmu: '6', paint: '20,10,5,3' } },
  { size: 2048, memory: '2GB', iterations: { cmu: '10', paint: '4,4,4,4,10' } },
  { size: 4096, memory: '6GB', iterations: { cmu: '3', paint: '2,2,2,2,2,3' } },
  { size: 8192, memory: '20GB', iterations: { cmu: '1', paint: '1,1,1,1,1,1,1' } },
].flatMap(({ iterations, ...each }) =>
  Object.entries(iterations).map(([preset, own]) => ({ ...each, preset, iterations: own })),
)
const REFERENCE = { size: 512, memory: '8GB', iterations: 8, scales: 1 }

/** What a peak may exceed the memory asked for by, and differ from the estimate by. */
const [BEYOND, APART] = [1.1, 0.15]

const output = join(tmpdir(), 'nst-onnx-large.png')
const { numbers } = asked(CASES.length)
let failed = 0
for (const number of numbers) {
  const { preset, size, memory, iterations } = CASES[number]
  const before = await run({ ...REFERENCE, preset })
  const large = await run(CASES[number])
  const after = await run({ ...REFERENCE, preset })
  const { peak, estimate, windows } = large
  const ratio = (2 * large.microsecondsAPixel) / (before.microsecondsAPixel + after.microsecondsAPixel)
  const ok = peak <= BEYOND * bytesOf(memory) && Math.abs(estimate / peak - 1) <= APART
  if (!ok) failed++
  console.log(
    `${ok ? 'ok' : 'FAILED'} ${number} ${preset} ${size}×${size} within ${memory}, ${windows} windows: peak ${gigabytes(peak)}, ` +
      `estimated ${gigabytes(estimate)}; ${large.microsecondsAPixel.toFixed(2)} µs a pixel and evaluation, ${ratio.toFixed(2)} of 512×512`,
  )
  record('large-pictures', { number, preset, size, memory, iterations, ...large, ratio }, tableOf)
}
console.log(`${numbers.length} runs, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function run({ size, ...options }) {
  const words = ['run', await largePicture(size), STYLE, '--size', size, '--style-size', 512]
  const measured = await measuredRun(
    [...words, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])],
    output,
  )
  rmSync(output, { force: true })
  return { ...measured, microsecondsAPixel: (1e6 * measured.processorSecondsAnEvaluation) / size ** 2 }
}

function tableOf(measurements) {
  return {
    title: 'Large pictures',
    columns: ['preset', 'size', 'iterations', '--memory', 'windows', 'peak', 'estimated', 'time per pixel of 512²'],
    rows: measurements.map(({ preset, size, iterations, memory, windows, peak, estimate, ratio }) => [
      preset,
      `${size}²`,
      iterations,
      memory.replace('GB', ' GB'),
      windows === 1 ? 'whole' : String(windows),
      gigabytes(peak),
      gigabytes(estimate),
      ratio.toFixed(2),
    ]),
    notes: [
      'Peak: the most that the whole process held, decoding, encoding and checkpoints included; estimated: what the dry run says. Time: processor time of an evaluation in the last stage with what the optimiser adds, a pixel, over that of the same preset at 512², which ran before and after.',
    ],
  }
}

function bytesOf(memory) {
  return Number.parseFloat(memory) * 1e9
}

function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(2)} GB`
}
