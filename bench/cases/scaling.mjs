import { freemem } from 'node:os'
import { join } from 'node:path'
import { megabytes, ratio, spread, square } from '../figures.mjs'
import { summary } from '../statistics.mjs'
import { takeTurns } from '../takeTurns.mjs'
import { lossOf, writeImage, writeTask, writeWeights } from '../task.mjs'

export const scaling = {
  name: 'scaling',
  defaults: { sizes: [256, 512, 1024, 2048], presets: ['cmu'], rounds: 5 },

  async measure({ sizes, presets, rounds, device, threads }, { rivals, folder, tell }) {
    const measurements = []
    for (const preset of presets) {
      const network = await writeWeights(join(folder, `weights-${preset}`), preset)
      let smaller
      for (const size of sizes) {
        tell(`scaling: ${preset} at ${square(size)}`)
        const needed = smaller?.peakMegabytes * (size / smaller?.size) ** 2
        if (needed > freemem() / 1e6) {
          measurements.push({ preset, size, absent: `left out: would need ${megabytes(needed)} MB of memory` })
          continue
        }
        const image = writeImage(join(folder, `image-${size}`), size)
        const file = join(folder, `scaling-${preset}-${size}.json`)
        const task = writeTask(file, { ...network, ...image, ...lossOf(preset), device, threads })
        const [ours] = await takeTurns([rivals.us], task, { warmUp: 1, rounds, seconds: 60 })
        measurements.push({ preset, size, ...ours })
        if (!ours.absent) smaller = { size, ...ours }
      }
    }
    return { measurements, table: tableOf(measurements) }
  },
}

function tableOf(measurements) {
  const columns = [
    'preset',
    'size',
    'seconds (min – max)',
    'µs a pixel',
    'against the smallest',
    'peak MB',
    'KB a pixel',
  ]
  const timeOf = ({ evaluations }) => summary(evaluations.map(({ seconds }) => seconds))
  const perPixel = measurement => timeOf(measurement).median / measurement.size ** 2
  const rows = measurements.map(measurement => {
    const { preset, size, absent, peakMegabytes: peak } = measurement
    if (absent) return [preset, square(size), absent, '', '', '', '']
    const smallest = measurements.find(m => m.preset === preset && !m.absent)
    return [
      preset,
      square(size),
      spread(timeOf(measurement)),
      (1e6 * perPixel(measurement)).toFixed(2),
      ratio(perPixel(measurement), perPixel(smallest)),
      megabytes(peak),
      peak === undefined ? '' : ((1e3 * peak) / size ** 2).toFixed(2),
    ]
  })
  const notes = ['One evaluation of nst-onnx, each size in a process of its own, one after the other.']
  return { title: 'Cost by size', columns, rows, notes }
}
