// Runs of every preset, whole and by windows, each a process of its own: the most memory that it holds is near what the dry run says.
// Those of 2048 pixels take minutes each.

import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PRESET_NAMES } from '../dist/options/presets.js'
import { asked } from './kit/asked.mjs'
import { largePicture, STYLE } from './kit/largePicture.mjs'
import { measuredRun } from './kit/measuredRun.mjs'
import { record } from './kit/results.mjs'

/** How far a peak may be from its estimate. */
const APART = 0.15
/** Iterations by long side: a short history shows as well as a full one whether vectors are counted. */
const SIZES = [
  [512, 11],
  [1024, 1],
  [2048, 1],
]

const CASES = SIZES.flatMap(([size, iterations]) =>
  PRESET_NAMES.flatMap(preset => ['whole', size / 2].map(window => ({ size, iterations, preset, window }))),
)
const { numbers } = asked(CASES.length)
const output = join(tmpdir(), 'nst-onnx-memory.png')
let failed = 0
for (const number of numbers) {
  const { size, iterations, preset, window } = CASES[number]
  const options = { size, 'style-size': 512, scales: 1, preset, iterations, window }
  const content = await largePicture(size)
  const words = ['run', content, STYLE, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])]
  const { estimate, peak } = await measuredRun(words, output)
  const ratio = estimate / peak
  const ok = Math.abs(ratio - 1) <= APART
  if (!ok) failed++
  const [told, held] = [estimate, peak].map(bytes => String(Math.round(bytes / 1e6)).padStart(5))
  record('memory-estimates', { number, preset, size, window, estimate, peak }, tableOf)
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} ${String(number).padStart(2)} ${preset.padEnd(8)} ${size}² ${String(window).padEnd(5)} ` +
      `peak ${held} MB, estimated ${told} MB: ${ratio.toFixed(2)}`,
  )
}
rmSync(output, { force: true })
process.exitCode = failed > 0 ? 1 : 0

function tableOf(measurements) {
  return {
    title: 'Memory of runs and their estimates',
    columns: ['preset', 'size', 'evaluated', 'peak MB', 'estimated MB', 'estimated of peak'],
    rows: measurements.map(({ preset, size, window, peak, estimate }) => [
      preset,
      `${size}²`,
      window === 'whole' ? 'whole' : `windows of ${window}`,
      (peak / 1e6).toFixed(0),
      (estimate / 1e6).toFixed(0),
      (estimate / peak).toFixed(2),
    ]),
    notes: ['Peaks are those of the whole process, of a run at one scale with a style picture of 512 pixels.'],
  }
}
