import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { nodeDoor } from '../../dist/node/nodeDoor.js'
import { nodePlatform } from '../../dist/node/nodePlatform.js'
import { checkRequest } from '../../dist/requests/checkRequest.js'
import { Checkpoints } from '../../dist/stylize/checkpoints.js'
import { Pause } from '../../dist/stylize/pause.js'
import { Resources } from '../../dist/stylize/resources.js'
import { paint } from '../../dist/stylize/stylize.js'
import { percent, spread, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { summary } from '../statistics.mjs'

export const optimizerShare = {
  name: 'optimizer',
  /** Rounds are iterations, once the history is full. */
  defaults: { sizes: [512], histories: [10, 20], rounds: 15, pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, histories, rounds, pairs: [pair], device, threads }, { tell }) {
    const measurements = []
    for (const size of sizes) {
      for (const history of histories) {
        tell(`optimizer: history ${history} at ${square(size)}`)
        measurements.push({ size, history, ...(await measureRun({ ...pair, size, history, rounds, device, threads })) })
      }
    }
    return { measurements, table: tableOf(measurements, rounds, pair) }
  },
}

/**
 * A run of the product, whose time is told apart: what passes inside the runtime, and the rest of each iteration with a full
 * history.
 */
async function measureRun({ size, history, rounds, ...request }) {
  const inside = []
  const enough = new AbortController()
  const iterations = 3 * (history + rounds)
  const own = []
  let [steps, before] = [0, undefined]
  const hear = ({ event, seconds }) => {
    if (event !== 'step') return
    const evaluations = inside.length
    if (++steps > history + 1) own.push(seconds - before.seconds - sum(inside.slice(before.evaluations)))
    before = { seconds, evaluations }
    if (own.length === rounds) enough.abort()
  }
  const resources = new Resources(timedPlatform(inside))
  // As an engine's worker does it, in this thread.
  const { signal } = enough
  const options = { preset: 'cmu', size, history, iterations, weights: 'vgg19', signal }
  const asked = checkRequest({ ...request, ...options }, nodeDoor())
  await paint(asked, resources, hear, new Pause(), new Checkpoints())
  await resources.release()
  if (own.length === 0) throw new Error(`no step of ${iterations} had a full history of ${history}`)
  return { own, evaluations: inside.slice(-rounds) }
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
  const platform = nodePlatform(nodeRuntime)
  return {
    ...platform,
    async startSessionHost(options) {
      const host = await platform.startSessionHost(options)
      return { ...host, createSession: async description => timed(await host.createSession(description)) }
    },
  }
}

function tableOf(measurements, rounds, pair) {
  const columns = ['size', 'history', 'own seconds an iteration (min – max)', 'evaluation s (min – max)', 'share']
  const rows = measurements.map(({ size, history, own, evaluations }) => {
    const [ours, evaluation] = [summary(own), summary(evaluations)]
    return [square(size), String(history), spread(ours), spread(evaluation), percent(ours.median, evaluation.median)]
  })
  const notes = [
    `From ${rounds} iterations of a run on ${pairTitle(pair)} with a full history: what an iteration takes besides its evaluations (optimiser, events), beside one evaluation in the same thread.`,
  ]
  return { title: "The optimiser's own work", columns, rows, notes }
}
