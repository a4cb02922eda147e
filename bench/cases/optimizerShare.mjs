import { nodePlatform } from '../../dist/node/nodePlatform.js'
import { startStylizing } from '../../dist/stylize/stylize.js'
import { percent, spread, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { summary } from '../statistics.mjs'

const HISTORIES = [10, 20]
/** Iterations measured once the history is full. */
const MEASURED = 15

export const optimizerShare = {
  name: 'optimizer',
  defaults: { sizes: [512], pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, pairs: [pair], device, threads }, { tell }) {
    const measurements = []
    for (const size of sizes) {
      for (const history of HISTORIES) {
        tell(`optimizer: history ${history} at ${square(size)}`)
        measurements.push({ size, history, ...(await measureRun({ ...pair, size, history, device, threads })) })
      }
    }
    return { measurements, table: tableOf(measurements, pair) }
  },
}

/**
 * A run of the product, whose time is told apart: what passes inside the runtime, and the rest of each iteration with a full
 * history. Only steps at the size of the result count.
 */
async function measureRun({ size, history, ...request }) {
  const inside = []
  const enough = new AbortController()
  const iterations = 3 * (history + MEASURED)
  const run = startStylizing(
    { ...request, size, history, iterations, weights: 'vgg19', signal: enough.signal },
    timedPlatform(inside),
  )
  const own = []
  let [steps, before] = [0, undefined]
  for await (const { event, seconds, width, height } of run) {
    if (event !== 'step' || (width && Math.max(width, height) !== size)) continue
    const evaluations = inside.length
    if (++steps > history + 1) own.push(seconds - before.seconds - sum(inside.slice(before.evaluations)))
    before = { seconds, evaluations }
    if (own.length === MEASURED) enough.abort()
  }
  await run.result
  if (own.length === 0)
    throw new Error(`no step of ${iterations} had a full history of ${history} at the size of the result`)
  return { own, evaluations: inside.slice(-MEASURED) }
}

const sum = values => values.reduce((total, value) => total + value, 0)

/** Node's platform, which notes the seconds of every run of a session. */
function timedPlatform(inside) {
  const timed = session => ({
    ...session,
    async run(inputs) {
      const started = performance.now()
      const outputs = await session.run(inputs)
      inside.push((performance.now() - started) / 1000)
      return outputs
    },
  })
  return {
    ...nodePlatform,
    async startSessionHost(options) {
      const host = await nodePlatform.startSessionHost(options)
      return { ...host, createSession: async description => timed(await host.createSession(description)) }
    },
  }
}

function tableOf(measurements, pair) {
  const columns = ['size', 'history', 'own seconds an iteration (min – max)', 'evaluation s (min – max)', 'share']
  const rows = measurements.map(({ size, history, own, evaluations }) => {
    const [ours, evaluation] = [summary(own), summary(evaluations)]
    return [square(size), String(history), spread(ours), spread(evaluation), percent(ours.median, evaluation.median)]
  })
  const notes = [
    `From ${MEASURED} iterations of a run on ${pairTitle(pair)} with a full history: what an iteration takes besides its evaluations (optimiser, events), beside one evaluation with its way to the worker thread and back.`,
  ]
  return { title: "The optimiser's own work", columns, rows, notes }
}
