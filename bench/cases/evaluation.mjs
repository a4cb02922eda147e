import { freemem } from 'node:os'
import { join } from 'node:path'
import { megabytes, percent, ratio, seconds, spread, square } from '../figures.mjs'
import { RIVALS } from '../rivals.mjs'
import { median, summary } from '../statistics.mjs'
import { withoutBlanks } from '../table.mjs'
import { takeTurns } from '../takeTurns.mjs'
import { lossOf, writeImage, writeTask, writeWeights } from '../task.mjs'

const COLUMNS = [
  'preset',
  'size',
  'contestant',
  'seconds (min – max)',
  'rounds',
  'of PyTorch',
  'of direct',
  'of the floor',
  'of the limit',
  'peak MB',
  'cores used',
  'ready after s',
]

/** TensorFloat-32 keeps three digits. */
const LOSS_TOLERANCE = { cpu: 1e-4, webgpu: 1e-4, cuda: 5e-3 }

export const evaluation = {
  name: 'evaluation',
  defaults: { sizes: [256, 512, 1024], presets: ['cmu', 'gatys'], rounds: 9, warmUp: 2, seconds: 90 },

  async measure({ sizes, presets, rounds, warmUp, seconds, device, threads }, { rivals, folder, tell }) {
    const measurements = []
    for (const preset of presets) {
      const network = await writeWeights(join(folder, `weights-${preset}`), preset)
      const known = new Map()
      for (const size of sizes) {
        tell(`evaluation: ${preset} at ${square(size)}`)
        const image = writeImage(join(folder, `image-${size}`), size)
        const file = join(folder, `${preset}-${size}.json`)
        const task = writeTask(file, { ...network, ...image, ...lossOf(preset), device, threads })
        const entries = seated([rivals.us, ...rivals.entries], size ** 2, known)
        const contestants = await takeTurns(entries, task, { warmUp, rounds, seconds })
        excludeOtherLosses(contestants, LOSS_TOLERANCE[device])
        for (const contestant of contestants) {
          if (!contestant.absent) known.set(contestant.name, { ...contestant, pixels: size ** 2 })
          measurements.push({ preset, size, ...contestant })
        }
      }
    }
    return { measurements, table: tableOf(measurements, threads) }
  },
}

/**
 * The contestants of one size, given what they needed at a smaller one: one that is slow sits out, and so does one that, with
 * those before it, would need more memory than is free.
 */
function seated(entries, pixels, known) {
  let free = freemem() / 1e6
  return entries.map(entry => {
    const smaller = known.get(entry.name)
    if (entry.absent || !smaller) return entry
    if (smaller.isSlow) return { ...entry, absent: 'left out: too slow at the size before' }
    const needed = ((smaller.peakMegabytes ?? 0) * pixels) / smaller.pixels
    if (needed > free) return { ...entry, absent: `left out: would need ${megabytes(needed)} MB of memory` }
    free -= needed
    return entry
  })
}

/** Leaves out contestants that compute something else than we do. */
function excludeOtherLosses([us, ...others], tolerance) {
  if (us.absent) throw new Error(`nst-onnx ${us.absent}`)
  const [{ loss: expected }] = us.evaluations
  for (const contestant of others) {
    const { loss = expected } = contestant.evaluations[0] ?? {}
    const error = Math.abs(loss / expected - 1)
    if (!(error <= tolerance)) contestant.absent = `left out: its loss is off by ${error.toExponential(1)}`
  }
}

function tableOf(measurements, threads) {
  const timeOf = ({ evaluations }) => summary(evaluations.map(({ seconds }) => seconds))
  const rows = measurements.map(contestant => {
    const { preset, size, name, absent } = contestant
    const place = [preset, square(size), name]
    if (absent) return [...place, absent, ...Array(COLUMNS.length - 4).fill('')]
    const time = timeOf(contestant)
    const medianOf = rival => {
      const other = measurements.find(m => m.preset === preset && m.size === size && m.name === rival)
      return other && !other.absent && timeOf(other).median
    }
    const [pytorch, direct, floor, limit] = [RIVALS.pytorch, RIVALS.direct, RIVALS.floor, RIVALS.limit].map(medianOf)
    const cores = contestant.evaluations.flatMap(({ coresUsed }) => coresUsed ?? [])
    return [
      ...place,
      spread(time),
      String(time.count),
      pytorch ? ratio(time.median, pytorch) : '',
      direct ? ratio(time.median, direct) : '',
      floor ? percent(floor, time.median) : '',
      limit ? percent(limit, time.median) : '',
      megabytes(contestant.peakMegabytes),
      cores.length > 0 ? median(cores).toFixed(1) : '',
      seconds(contestant.secondsToReady),
    ]
  })
  const notes = [
    `Median of the rounds after those of warm-up, on ${threads} threads; the contestants took turns, one evaluation each. "Of PyTorch" and "of direct" are time over the rival's time; "of the floor" and "of the limit" are their time over time.`,
    'All compute the same loss on the same image, which is checked. The floor is the convolutions and Gram products of one evaluation alone, run by ONNX Runtime.',
    'The limit is their operations at the rate of products of large matrices, measured in turn with the rest; who takes fewer operations may be above it.',
  ]
  return withoutBlanks({ title: 'One evaluation: loss and gradient', columns: COLUMNS, rows, notes })
}
