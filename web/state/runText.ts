import { type StopReason, shareDone as shareOfStages } from 'nst-onnx'
import { megabytes } from '../features/neededLayers.js'
import { durationText } from './pace.js'
import type { PageState, RunState } from './pageState.js'

/** How the run stands, in a few words. */
export function runText({ run }: Pick<PageState, 'run'>): string {
  const { phase, start, latest, result, problem, download, fitting } = run
  if (run.stopping) return latest ? 'Stopping after this evaluation…' : 'Stopping…'
  switch (phase) {
    case 'idle':
      return ''
    case 'preparing':
      if (run.features) return 'Loading the graph…'
      if (fitting) return `Fitting features to your pictures: layer ${fitting.fittedLayers} of ${fitting.totalLayers}…`
      if (download) return `Reading VGG-19: ${megabytes(download.receivedBytes)} of ${megabytes(download.totalBytes)}…`
      return 'Reading the pictures…'
    case 'painting':
      return latest ? `Iteration ${latest.iteration} of ${start?.iterations}${stageText(run)}` : 'First evaluation…'
    case 'paused':
      return `Paused at iteration ${latest?.iteration ?? 0} of ${start?.iterations}`
    case 'ended':
      if (problem) return result ? `Ended by an error at iteration ${result.iterations}` : 'Not painted'
      return result ? endText(result.stopped, result.iterations, result.seconds) : ''
  }
}

/** Which stage a run is in, where it has several. */
function stageText({ start, latest }: RunState): string {
  const stages = start?.stages ?? []
  if (!latest || stages.length < 2) return ''
  let taken = 0
  const at = stages.findIndex(({ iterations }) => {
    taken += iterations
    return latest.iteration <= taken
  })
  const { width, height } = stages[at] ?? {}
  return at < 0 ? '' : `, at ${width} × ${height}`
}

function endText(stopped: StopReason, iterations: number, seconds: number): string {
  const count = `${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}`
  switch (stopped) {
    case 'iterations':
      return `Finished: ${count} in ${durationText(seconds)}`
    case 'interrupted':
      return `Stopped after ${count}: the best picture so far`
    default:
      return `Finished after ${count}: it gets no better`
  }
}

/** How much of the run is done, 0 … 1; undefined while that is unknown. */
export function shareDone({ phase, start, latest, download, fitting, features }: RunState): number | undefined {
  if (phase === 'ended') return 1
  if (phase === 'painting' || phase === 'paused') {
    return start ? shareOfStages(start.stages, latest?.iteration ?? 0) : 0
  }
  if (fitting && !features) return fitting.fittedLayers / fitting.totalLayers
  return download && !features ? download.receivedBytes / download.totalBytes : undefined
}

/** What is said aloud: each phase, and each quarter of a run, but not each step. */
export function announcement(state: PageState): string {
  const { run } = state
  if (run.phase !== 'painting' || run.stopping) return run.phase === 'preparing' ? 'Preparing' : runText(state)
  const quarters = Math.floor(4 * (shareDone(run) ?? 0))
  return quarters === 0 ? 'Painting' : `${25 * quarters} percent painted`
}

/** The title of the page's tab. */
export function titleText(run: RunState): string {
  const name = 'Style transfer'
  switch (run.phase) {
    case 'idle':
      return name
    case 'preparing':
      return `Preparing – ${name}`
    case 'ended':
      return `${run.result ? 'Done' : 'Not painted'} – ${name}`
    default:
      return `${run.phase === 'paused' ? 'Paused' : 'Painting'} ${Math.floor(100 * (shareDone(run) ?? 0))} % – ${name}`
  }
}
