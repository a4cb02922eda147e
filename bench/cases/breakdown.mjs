import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { seconds as figure, percent, square } from '../figures.mjs'
import { lossOf, writeImage, writeTask, writeWeights } from '../task.mjs'

const SCRIPT = fileURLToPath(new URL('../contestants/breakdown.mjs', import.meta.url))
/** Operators that are named; the rest is added up. */
const NAMED_OPERATORS = 8

export const breakdown = {
  name: 'breakdown',
  defaults: { sizes: [512], presets: ['cmu'], rounds: 9 },

  async measure({ sizes, presets, rounds, device, threads }, { folder, tell }) {
    const measurements = []
    for (const preset of presets) {
      const network = await writeWeights(join(folder, `weights-${preset}`), preset)
      for (const size of sizes) {
        tell(`breakdown: ${preset} at ${square(size)}`)
        const image = writeImage(join(folder, `image-${size}`), size)
        const file = join(folder, `breakdown-${preset}-${size}.json`)
        const profile = join(folder, `profile-${preset}-${size}`)
        const task = writeTask(file, { ...network, ...image, ...lossOf(preset), device, threads, rounds, profile })
        const env = { ...process.env, ORT_DISABLE_TELEMETRY: '1' }
        const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, task], { env })
        // CUDA then finishes each kernel before the next one is started, so that the profile's times are the kernels' own.
        const profiled = await promisify(execFile)(process.execPath, [SCRIPT, task, 'profile'], {
          env: { ...env, CUDA_LAUNCH_BLOCKING: '1' },
        })
        measurements.push({ preset, size, ...JSON.parse(stdout), operators: JSON.parse(profiled.stdout) })
      }
    }
    return { measurements, table: tableOf(measurements) }
  },
}

function tableOf(measurements) {
  const columns = ['preset', 'size', 'part', 'seconds', 'share']
  const rows = measurements.flatMap(({ preset, size, whole, session, transfers, operators }) => {
    const sorted = Object.entries(operators).sort(([, a], [, b]) => b - a)
    const named = sorted.slice(0, NAMED_OPERATORS)
    const rest = sum(sorted.slice(NAMED_OPERATORS).map(([, seconds]) => seconds))
    const all = sum(Object.values(operators))
    const line = (part, seconds, total) => [preset, square(size), part, figure(seconds), percent(seconds, total)]
    return [
      line('whole evaluation', whole, whole),
      line('to the worker thread and back (TypeScript)', whole - session, whole),
      line('call and transfers', transfers, whole),
      line('kernels', session - transfers, whole),
      ...[...named, ['others', rest]].map(([operator, seconds]) => line(`— ${operator}`, seconds, all)),
    ]
  })
  const notes = [
    'The whole is an evaluation through the package, the session the same in one thread; call and transfers are a graph that only copies as large an input to an output. Medians, one after the other in one process; a difference below the noise may come out negative.',
    "Operators are from ONNX Runtime's profile of a run of its own, with their share of all operators.",
  ]
  return { title: 'Where the time of an evaluation goes', columns, rows, notes }
}

const sum = values => values.reduce((total, value) => total + value, 0)
