import { join } from 'node:path'
import { megabytes, ratio, spread, square } from '../figures.mjs'
import { summary } from '../statistics.mjs'
import { takeTurns } from '../takeTurns.mjs'
import { lossOf, writeImage, writeTask, writeWeights } from '../task.mjs'

/** The size that a pixel's time is compared with. */
const SMALL = 512
const WHOLE = { way: 'whole', how: {} }
/** Windows have half the side. */
const waysAt = size => [
  WHOLE,
  { way: `windows of ${size / 2}`, how: { window: size / 2 } },
  { way: `windows of ${size / 2} that hand on`, how: { window: size / 2, handOn: true } },
]

export const windows = {
  name: 'windows',
  defaults: { sizes: [1024], presets: ['cmu', 'paint'], rounds: 5 },

  async measure({ sizes, presets, rounds, device }, { rivals, folder, tell }) {
    const measurements = []
    for (const preset of presets) {
      const network = await writeWeights(join(folder, `weights-${preset}`), preset)
      const asked = sizes.flatMap(size => waysAt(size).map(way => ({ size, ...way })))
      if (!sizes.includes(SMALL)) asked.unshift({ size: SMALL, ...WHOLE })
      const entries = asked.map(({ size, way, how }, at) => {
        const image = writeImage(join(folder, `image-${size}`), size)
        const file = join(folder, `windows-${preset}-${at}.json`)
        const task = writeTask(file, { ...network, ...image, ...lossOf(preset), ...how, device, threads: 1 })
        return { name: `${square(size)} ${way}`, size, way, start: () => rivals.us.start(task) }
      })
      tell(`windows: ${preset}, ${entries.map(({ name }) => name).join(', ')}`)
      const measured = await takeTurns(entries, undefined, { warmUp: 1, rounds, seconds: 300 })
      for (const [at, { size, way }] of entries.entries()) measurements.push({ preset, size, way, ...measured[at] })
    }
    return { measurements, table: tableOf(measurements) }
  },
}

function tableOf(measurements) {
  const columns = [
    'preset',
    'size',
    'evaluated',
    'processor s (min – max)',
    'µs a pixel',
    'of whole',
    'of 512²',
    'peak MB',
  ]
  const timeOf = ({ evaluations }) => summary(evaluations.map(({ seconds, coresUsed }) => seconds * coresUsed))
  const perPixel = measurement => timeOf(measurement).median / measurement.size ** 2
  const rows = measurements.map(measurement => {
    const { preset, size, way, absent, peakMegabytes } = measurement
    if (absent) return [preset, square(size), way, absent, '', '', '', '']
    const wholeAt = wanted =>
      measurements.find(other => other.preset === preset && other.size === wanted && other.way === 'whole')
    return [
      preset,
      square(size),
      way,
      spread(timeOf(measurement)),
      (1e6 * perPixel(measurement)).toFixed(2),
      ratio(perPixel(measurement), perPixel(wholeAt(size))),
      ratio(perPixel(measurement), perPixel(wholeAt(SMALL))),
      megabytes(peakMegabytes),
    ]
  })
  const notes = [
    'Processor time of one evaluation on one thread, which other work on the machine changes little: median of rounds in which all took turns, each in a process of its own.',
  ]
  return { title: 'Windows', columns, rows, notes }
}
