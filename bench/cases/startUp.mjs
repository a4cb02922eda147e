import { join } from 'node:path'
import { seconds as figure, spread, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { processorSeconds } from '../processUse.mjs'
import { RIVALS, US } from '../rivals.mjs'
import { eventsOf, prepareTutorial, startOurRun, TUTORIAL_PRESET } from '../runs.mjs'
import { median, summary } from '../statistics.mjs'

export const startUp = {
  name: 'start-up',
  defaults: { sizes: [256, 512], presets: ['cmu'], rounds: 5, pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, presets, rounds, pairs: [pair], device, threads }, { rivals, folder, tell }) {
    const measurements = []
    const output = join(folder, 'start-up.png')
    for (const preset of presets) {
      for (const size of sizes) {
        tell(`start-up: ${preset} at ${square(size)}`)
        const settings = { pair, preset, size, device, threads, folder, output }
        const runs = [{ name: US, firstIteration: () => ourFirstIteration(settings), times: [] }]
        if (rivals.tutorial.absent && preset === TUTORIAL_PRESET)
          measurements.push({ preset, size, name: RIVALS.pytorch, absent: rivals.tutorial.absent })
        else if (preset === TUTORIAL_PRESET) {
          const tutorial = await prepareTutorial(rivals.tutorial, { ...settings, evaluations: 2 })
          runs.push({ name: RIVALS.pytorch, firstIteration: () => tutorialFirstIteration(tutorial.start()), times: [] })
        }
        for (let round = 0; round < rounds; round++) {
          for (const { firstIteration, times } of runs) times.push(await firstIteration())
        }
        measurements.push(...runs.map(({ name, times }) => ({ preset, size, name, times })))
      }
    }
    return { measurements, table: tableOf(measurements, pair) }
  },
}

/** With the preset's own iterations: with one alone it would take no coarse stage, in which its runs begin. */
async function ourFirstIteration(settings) {
  const process = startOurRun(settings)
  let first
  let processor
  for await (const { event, at } of eventsOf(process)) {
    if (event !== 'step') continue
    if (first !== undefined) continue // told before the interruption was heard
    processor = processorSeconds(process.pid)
    first = at
    process.interrupt()
  }
  return { first, processor, end: process.seconds() }
}

async function tutorialFirstIteration(process) {
  let first
  let processor
  for await (const { evaluations, at } of eventsOf(process)) {
    if (evaluations !== 2) continue // the second loss is the one behind the first step
    first = at
    processor = processorSeconds(process.pid)
  }
  return { first, processor, end: process.seconds() }
}

function tableOf(measurements, pair) {
  const columns = [
    'preset',
    'size',
    'contestant',
    'first iteration after s (min – max)',
    'of processor',
    'process ended after s',
  ]
  const rows = measurements.map(({ preset, size, name, absent, times }) => {
    if (absent) return [preset, square(size), name, absent, '', '']
    const [first, end] = ['first', 'end'].map(key => summary(times.map(time => time[key])))
    const processor = times.flatMap(time => time.processor ?? [])
    return [
      preset,
      square(size),
      name,
      spread(first),
      processor.length > 0 ? figure(median(processor)) : '',
      figure(end.median),
    ]
  })
  const notes = [
    `Seconds since the process was started, for ${pairTitle(pair)}: libraries, weights, graph, targets and the first step. Ours is the command \`nst-onnx run\`, which also decodes, scales and writes pictures; PyTorch is spared that. It is interrupted at its first step, that of the coarsest stage, and has been run on this machine before, so that it knows which convolutions are faster there.`,
  ]
  return { title: 'Start-up to the first iteration', columns, rows, notes }
}
