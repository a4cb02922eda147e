import { join } from 'node:path'
import { megabytes, ratio, spread, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { peakMegabytes } from '../processUse.mjs'
import { RIVALS, US } from '../rivals.mjs'
import { eventsOf, prepareTutorial, startOurRun, TUTORIAL_PRESET } from '../runs.mjs'
import { summary } from '../statistics.mjs'

export const wholeRun = {
  name: 'run',
  /** Without a count of iterations, the preset's own. */
  defaults: { sizes: [256, 512], presets: ['cmu'], rounds: 1, iterations: 50, pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, presets, rounds, iterations, pairs: [pair], device, threads }, { rivals, folder, tell }) {
    const measurements = []
    const output = join(folder, 'run.png')
    for (const preset of presets) {
      for (const size of sizes) {
        tell(`run: ${preset} at ${square(size)}`)
        const settings = { pair, preset, size, device, threads, folder, output }
        const contestants = [{ name: US, start: () => startOurRun({ ...settings, iterations }), runs: [] }]
        if (rivals.tutorial.absent && preset === TUTORIAL_PRESET)
          measurements.push({ preset, size, name: RIVALS.pytorch, absent: rivals.tutorial.absent })
        else if (preset === TUTORIAL_PRESET) {
          // After as many steps as ours there is one loss more: that of the start.
          const { start } = await prepareTutorial(rivals.tutorial, { ...settings, evaluations: iterations + 1 })
          contestants.push({ name: RIVALS.pytorch, start, runs: [] })
        }
        for (let round = 0; round < rounds; round++) {
          for (const { start, runs } of contestants) runs.push(await wholeRunOf(start()))
        }
        measurements.push(...contestants.map(({ name, runs }) => ({ preset, size, name, runs })))
      }
    }
    return { measurements, table: tableOf(measurements, iterations, pair) }
  },
}

async function wholeRunOf(process) {
  let last
  let peak
  for await (const event of eventsOf(process)) {
    if (event.loss !== undefined) last = event
    peak = peakMegabytes(process.pid) ?? peak // gone once the process has ended
  }
  return { seconds: process.seconds(), loss: last.loss, evaluations: last.evaluations, peakMegabytes: peak }
}

function tableOf(measurements, iterations, pair) {
  const columns = [
    'preset',
    'size',
    'contestant',
    'seconds (min – max)',
    'of PyTorch',
    'evaluations',
    'last loss',
    'peak MB',
  ]
  const timeOf = ({ runs }) => summary(runs.map(({ seconds }) => seconds))
  const rows = measurements.map(contestant => {
    const { preset, size, name, absent, runs } = contestant
    if (absent) return [preset, square(size), name, absent, '', '', '', '']
    const pytorch = measurements.find(
      m => m.preset === preset && m.size === size && m.name === RIVALS.pytorch && !m.absent,
    )
    const { evaluations, loss } = runs.at(-1)
    return [
      preset,
      square(size),
      name,
      spread(timeOf(contestant)),
      pytorch ? ratio(timeOf(contestant).median, timeOf(pytorch).median) : '',
      String(evaluations),
      loss.toPrecision(4),
      megabytes(Math.max(...runs.map(run => run.peakMegabytes)) || undefined),
    ]
  })
  const notes = [
    `${iterations} iterations on ${pairTitle(pair)}, from the start of the process to its end. Ours is the command \`nst-onnx run\` from picture files to a picture file; PyTorch is its tutorial's loop, spared reading and writing them.`,
  ]
  return { title: 'A whole run', columns, rows, notes }
}
