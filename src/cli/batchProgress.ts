import type { PlanningEvent } from '../jobs/planJobs.js'
import type { JobEvent, JobOutcome } from '../jobs/runJobs.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import { RunCourse } from '../stylize/runCourse.js'
import { errorText } from './commandWords.js'
import { bar, clock, short, showsBars } from './figures.js'
import { downloadedLine, downloadLine, eventForMachines, fallbackLine, featuresLine, fittingLine } from './progress.js'
import { statusLine } from './statusLine.js'
import { printJson, remark, visible } from './terminal.js'

type BatchEvent = JobEvent<PictureInput> | PlanningEvent<PictureInput>

/** Tells how many jobs go: the whole and the current one. */
export interface BatchProgress {
  event(event: BatchEvent): void
  /** A remark that stays on the screen. */
  note(line: string): void
  /** A file was written that shows all jobs. */
  written(path: string): void
  /** Clears what is not meant to stay. */
  close(): void
}

/** How jobs are told: one JSON object a line on stdout; a bar on a terminal; a line a job elsewhere; or only failures. */
export function openBatchProgress({ json, quiet }: { json: boolean; quiet: boolean }): BatchProgress {
  if (json) return jsonBatchProgress()
  return linesAndBar(!quiet && showsBars(), quiet)
}

function jsonBatchProgress(): BatchProgress {
  const write = (event: object) => printJson(event)
  return {
    event(event) {
      const job = event.job.name
      if (event.event === 'job' || event.event === 'planning')
        write({ event: event.event, job, index: event.index, count: event.count })
      else if (event.event === 'run') write({ job, ...eventForMachines(event.run) })
      else write({ event: 'outcome', job, ...outcomeFigures(event) })
    },
    note: () => {},
    written: path => write({ event: 'written', output: path }),
    close: () => {},
  }
}

function outcomeFigures({ outcome }: Extract<JobEvent<PictureInput>, { event: 'outcome' }>): object {
  if (outcome.outcome === 'skipped') return { outcome: 'skipped' }
  const { result } = outcome.finished ?? {}
  return {
    outcome: outcome.outcome,
    ...(outcome.outcome === 'failed' ? { error: errorText(outcome.error) } : { kept: outcome.kept }),
    ...(result && {
      iterations: result.iterations,
      evaluations: result.evaluations,
      loss: result.loss,
      stopped: result.stopped,
      seconds: result.seconds,
    }),
  }
}

function linesAndBar(showsBar: boolean, quiet: boolean): BatchProgress {
  const status = showsBar ? statusLine() : undefined
  const note = (line: string) => {
    status?.clear()
    remark(line)
  }
  let features = ''
  let fallback = ''
  let current = ''
  const course = new RunCourse()
  const started = performance.now()
  const share = { done: 0, ended: 0, count: 1 }
  let kept = 0
  let skipped = 0

  /** Time left, if what is left goes as what was done; jobs that were kept took none. */
  const timeLeft = () => {
    const rest = share.count - share.ended - share.done
    const elapsed = (performance.now() - started) / 1000
    const worked = share.done + share.ended
    return worked > 0 ? `${clock((elapsed / worked) * rest)} left in all` : ''
  }
  return {
    event(event) {
      if (event.event === 'run') course.follow(event.run)
      if (event.event === 'planning') {
        status?.(visible(`looking at ${titleOf(event)}`))
      } else if (event.event === 'job') {
        share.count = event.count - kept
        current = titleOf(event)
      } else if (event.event === 'outcome') {
        share.done = 0
        if (event.outcome.outcome === 'finished' && event.outcome.kept) kept++
        else share.ended++
        if (event.outcome.outcome === 'skipped') skipped++
        else if (!quiet || event.outcome.outcome === 'failed') note(`${titleOf(event)}: ${outcomeText(event.outcome)}`)
        if (!quiet && skipped > 0 && event.index === event.count - 1) note(`${skipped} of ${event.count} not made`)
      } else if (event.run.event === 'features') {
        const line = featuresLine(event.run)
        if (line !== features && (!quiet || event.run.fallback)) note(line)
        features = line
        if (event.run.fallback) fallback = fallbackLine(event.run.fallback)
      } else if (event.run.event === 'download') {
        const { receivedBytes, totalBytes } = event.run
        status?.(downloadLine(event.run))
        if (!status && !quiet && receivedBytes === totalBytes) note(downloadedLine(event.run))
      } else if (event.run.event === 'fitting') {
        status?.(fittingLine(event.run))
      } else if (event.run.event === 'step') {
        const { iteration, loss } = event.run
        share.done = course.share
        const how = `${bar(share.done)} ${iteration}/${course.iterations}  loss ${short(loss)}`
        status?.(`${visible(current)}  ${how}  ${timeLeft()}`)
      }
    },
    note,
    written: path => {
      if (!quiet) note(path)
    },
    close() {
      status?.clear()
      if (fallback && !quiet) note(fallback)
    },
  }
}

const titleOf = ({ index, count, job }: Extract<BatchEvent, { readonly index: number }>) =>
  `${index + 1}/${count} ${job.name}`

function outcomeText(outcome: Exclude<JobOutcome, { outcome: 'skipped' }>): string {
  if (outcome.outcome === 'failed') return `failed: ${errorText(outcome.error)}`
  const { iterations, evaluations, loss, seconds, stopped } = outcome.finished.result
  if (outcome.kept) return 'made before'
  const why = stopped === 'iterations' ? '' : ` (${stopped})`
  return `${iterations} iterations${why}, ${evaluations} evaluations, loss ${short(loss)}, ${seconds.toFixed(1)} s`
}
