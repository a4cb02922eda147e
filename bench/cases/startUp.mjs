import { join } from 'node:path'
import { seconds as figure, spread, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { RIVALS, US } from '../rivals.mjs'
import { eventsOf, prepareTutorial, startOurRun } from '../runs.mjs'
import { summary } from '../statistics.mjs'

export const startUp = {
  name: 'start-up',
  defaults: { sizes: [256, 512], rounds: 5, pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, rounds, pairs: [pair], device, threads }, { rivals, folder, tell }) {
    const measurements = []
    const output = join(folder, 'start-up.png')
    for (const size of sizes) {
      tell(`start-up: ${square(size)}`)
      const settings = { pair, size, device, threads, folder, output }
      const runs = [{ name: US, firstIteration: () => ourFirstIteration({ ...settings, iterations: 1 }), times: [] }]
      if (rivals.tutorial.absent) measurements.push({ size, name: RIVALS.pytorch, absent: rivals.tutorial.absent })
      else {
        const tutorial = await prepareTutorial(rivals.tutorial, { ...settings, evaluations: 2 })
        runs.push({ name: RIVALS.pytorch, firstIteration: () => tutorialFirstIteration(tutorial.start()), times: [] })
      }
      for (let round = 0; round < rounds; round++) {
        for (const { firstIteration, times } of runs) times.push(await firstIteration())
      }
      measurements.push(...runs.map(({ name, times }) => ({ size, name, times })))
    }
    return { measurements, table: tableOf(measurements, pair) }
  },
}

async function ourFirstIteration(settings) {
  const process = startOurRun(settings)
  let first
  for await (const { event, at } of eventsOf(process)) if (event === 'step') first ??= at
  return { first, end: process.seconds() }
}

async function tutorialFirstIteration(process) {
  let first
  // The second loss is the one behind the first step.
  for await (const { evaluations, at } of eventsOf(process)) if (evaluations === 2) first = at
  return { first, end: process.seconds() }
}

function tableOf(measurements, pair) {
  const columns = ['size', 'contestant', 'first iteration after s (min – max)', 'process ended after s']
  const rows = measurements.map(({ size, name, absent, times }) => {
    if (absent) return [square(size), name, absent, '']
    const [first, end] = ['first', 'end'].map(key => summary(times.map(time => time[key])))
    return [square(size), name, spread(first), figure(end.median)]
  })
  const notes = [
    `Seconds since the process was started, for ${pairTitle(pair)}: libraries, weights, graph, targets and the first step. Ours is the command \`nst-onnx run\`, which also decodes, scales and writes pictures; PyTorch is spared that.`,
  ]
  return { title: 'Start-up to the first iteration', columns, rows, notes }
}
