import { QUICK } from '../arguments.mjs'
import { percent, ratio, seconds, square } from '../figures.mjs'
import { PAIRS, pairTitle } from '../pictures.mjs'
import { RIVALS, US } from '../rivals.mjs'
import { median } from '../statistics.mjs'
import { evaluation } from './evaluation.mjs'
import { optimizerShare } from './optimizerShare.mjs'
import { startUp } from './startUp.mjs'
import { wholeRun } from './wholeRun.mjs'
import { windows } from './windows.mjs'

const SIZE = 512
/** What runs are compared with PyTorch's by: its tutorial's loss, small enough to wait for. */
const TUTORIAL = { presets: ['cmu'], sizes: [256] }

/** What a user waits for, on one page: parts of the other cases with few rounds. */
export const headlines = {
  name: QUICK,
  defaults: { sizes: [SIZE], presets: ['cmu', 'paint'], rounds: 3, iterations: 20, pairs: PAIRS.slice(0, 1) },

  async measure({ sizes, presets, rounds, iterations, pairs, device, threads }, tools) {
    const common = { pairs, device, threads }
    const of = async (measured, settings) => (await measured.measure({ ...common, ...settings }, tools)).measurements
    const evaluations = await of(evaluation, { sizes, presets, rounds, warmUp: 1, seconds: 15 })
    const optimizer = await of(optimizerShare, { sizes, histories: [10], rounds })
    const starts = [
      ...(await of(startUp, { ...TUTORIAL, rounds: 3 })),
      ...(await of(startUp, { presets: ['paint'], sizes, rounds: 3 })),
    ]
    const windowed = await of(windows, { sizes, presets: ['cmu'], rounds: 1 })
    const runs = [
      ...(await of(wholeRun, { ...TUTORIAL, iterations, rounds: 1 })),
      ...(await of(wholeRun, { presets: ['paint'], sizes, rounds: 1 })),
    ]
    const rows = [
      ...evaluations.filter(({ name }) => name === US).flatMap(ours => evaluationRows(ours, evaluations)),
      ...optimizer.map(optimizerRow),
      ...windowed.filter(({ way }) => way !== 'whole').map(way => windowsRow(way, windowed)),
      ...starts.flatMap(ours => startRows(ours, starts)),
      ...runs.flatMap(ours => runRows(ours, runs, iterations)),
    ]
    return { measurements: { evaluations, optimizer, starts, windowed, runs }, table: tableOf(rows, threads, pairs[0]) }
  },
}

const secondsOf = ({ evaluations }) => median(evaluations.map(evaluation => evaluation.seconds))

/** One for each rival; one that is not there is said to be absent. */
function evaluationRows(ours, all) {
  const what = `an evaluation of \`${ours.preset}\` at ${square(ours.size)}`
  const rivals = all.filter(({ name, preset, size }) => name !== US && preset === ours.preset && size === ours.size)
  return rivals.flatMap(({ name, absent, ...rival }) => {
    if (absent) return [[what, `of ${name}`, absent]]
    const time = secondsOf(ours)
    switch (name) {
      case RIVALS.limit:
      case RIVALS.floor:
        return [[what, `rate, of the ${name}'s`, percent(secondsOf(rival), time)]]
      case RIVALS.direct:
        return [[what, 'time, of the direct way', ratio(time, secondsOf(rival))]]
      default:
        return [
          [what, `time, of ${name}'s`, ratio(time, secondsOf(rival))],
          [what, `peak memory, of ${name}'s`, ratio(ours.peakMegabytes, rival.peakMegabytes)],
        ]
    }
  })
}

function optimizerRow({ size, history, own, evaluations }) {
  const what = `the optimiser at ${square(size)}, history ${history}`
  return [what, 'time, of an evaluation of `cmu`', percent(median(own), median(evaluations))]
}

function windowsRow({ preset, size, way, absent, ...windowed }, all) {
  const whole = all.find(other => other.preset === preset && other.size === size && other.way === 'whole')
  const processorTime = ({ evaluations }) => median(evaluations.map(({ seconds, coresUsed }) => seconds * coresUsed))
  const figure = absent ?? ratio(processorTime(windowed), processorTime(whole))
  return [`\`${preset}\` at ${square(size)} by ${way}`, 'processor time, of the whole', figure]
}

function startRows(ours, all) {
  if (ours.name !== US) return []
  const what = `the first step of a run of \`${ours.preset}\` at ${square(ours.size)}`
  const first = ({ times }) => median(times.map(time => time.first))
  const processor = ours.times.flatMap(time => time.processor ?? [])
  return [
    [what, 'after s', seconds(first(ours))],
    ...(processor.length > 0 ? [[what, 'after s of processor', seconds(median(processor))]] : []),
    ...pytorchRow(what, ours, all, first),
  ]
}

function runRows(ours, all, iterations) {
  if (ours.name !== US) return []
  const which = ours.preset === 'paint' ? 'with its defaults' : `with ${iterations} iterations`
  const what = `a run of \`${ours.preset}\` at ${square(ours.size)} ${which}`
  const whole = ({ runs }) => median(runs.map(run => run.seconds))
  return [[what, 's', seconds(whole(ours))], ...pytorchRow(what, ours, all, whole)]
}

function pytorchRow(what, ours, all, timeOf) {
  const rival = all.find(({ name, preset, size }) => name !== US && preset === ours.preset && size === ours.size)
  if (!rival) return []
  return [[what, `of ${rival.name}'s time`, rival.absent ?? ratio(timeOf(ours), timeOf(rival))]]
}

function tableOf(rows, threads, pair) {
  const columns = ['what', 'as', 'figure']
  const notes = [
    `By \`npm run bench -- --quick\` on ${threads === 1 ? 'one thread' : `${threads} threads`}, contestants in turn; runs are of ${pairTitle(pair)}, each in a process of its own from its start.`,
  ]
  return { title: 'Headlines', columns, rows, notes }
}
