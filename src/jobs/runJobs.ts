import type { PaintRequest } from '../requests/request.js'
import type { StageWork, StylizeEvent, StylizeResult } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'
import { secondsLeft } from '../stylize/secondsLeft.js'
import { StylizeFailure } from '../stylize/stylizeFailure.js'
import type { JobQueue } from './jobQueue.js'
import type { LossPoint } from './lossCurve.js'
import type { Finished, Shelf } from './shelf.js'
import { StateKeeper } from './stateKeeper.js'

/** One picture of many. */
export interface Job<Input> {
  /** Tells the job from the others; fit for a file. */
  readonly name: string
  readonly request: PaintRequest<Input>
  /** The queue's plan of the request, where it has been made: nothing is read again then. */
  readonly plan?: PlannedRun
}

/** How a job ended. */
export type JobOutcome =
  /** `kept` where it had been made before. An interrupted run counts as finished: it has a picture. */
  | { readonly outcome: 'finished'; readonly finished: Finished; readonly kept: boolean }
  /** `finished` where there is a picture in spite of the error. */
  | { readonly outcome: 'failed'; readonly error: Error; readonly finished?: Finished }
  /** It had not begun when the whole was interrupted. */
  | { readonly outcome: 'skipped' }

/** A job among the others. */
interface Numbered<Input> {
  readonly job: Job<Input>
  /** Counts the jobs, from 0. */
  readonly index: number
  /** How many jobs there are in all. */
  readonly count: number
}

/** What a list of jobs tells as it is carried out. */
export type JobEvent<Input> =
  | ({ readonly event: 'job' } & Numbered<Input>)
  /** What the job's run tells. */
  | { readonly event: 'run'; readonly job: Job<Input>; readonly run: StylizeEvent }
  | ({ readonly event: 'outcome'; readonly outcome: JobOutcome } & Numbered<Input>)

/** How a list of jobs is carried out. */
export interface RunJobsOptions {
  readonly shelf?: Shelf | undefined
  /** Ends the running job at its best picture; those behind it are skipped. */
  readonly signal?: AbortSignal | undefined
  /** Whether all outcomes are returned at the end, which keeps their pictures in memory until then; they are by default. */
  readonly returnsOutcomes?: boolean
}

/**
 * Carries out jobs in order and tells how it goes. No job's failure stops the others; nothing is thrown for them. Returns an
 * outcome for each job.
 */
export async function* runJobs<Input>(
  queue: JobQueue<Input>,
  jobs: readonly Job<Input>[],
  { shelf, signal, returnsOutcomes = true }: RunJobsOptions = {},
): AsyncGenerator<JobEvent<Input>, JobOutcome[], void> {
  const outcomes: JobOutcome[] = []
  for (const [index, job] of jobs.entries()) {
    const numbered = { job, index, count: jobs.length }
    let outcome: JobOutcome = { outcome: 'skipped' }
    if (!signal?.aborted) {
      yield { event: 'job', ...numbered }
      outcome = yield* runJob(queue, job, shelf, signal)
    }
    if (returnsOutcomes) outcomes.push(outcome)
    yield { event: 'outcome', ...numbered, outcome }
  }
  return outcomes
}

async function* runJob<Input>(
  queue: JobQueue<Input>,
  job: Job<Input>,
  shelf: Shelf | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobEvent<Input>, JobOutcome, void> {
  const curve: LossPoint[] = []
  const finish = (result: StylizeResult): Finished => ({ result, curve })
  let finished: Finished | undefined
  try {
    const request = { ...job.request, signal }
    const plan = job.plan ?? (shelf && (await queue.plan(request)))
    const kept = plan && (await shelf?.find(job.name, plan))
    if (kept) return { outcome: 'finished', finished: kept, kept: true }
    const unfinished = plan && (await shelf?.findState?.(job.name, plan))
    const keeper = new StateKeeper({
      write: async checkpoint => shelf?.keepState?.(job.name, { checkpoint, curve }),
      onFailure: () => true, // a state that cannot be kept costs time later, and no picture
    })
    const onAbort = () => keeper.interrupted()
    // Before the run listens: its state can be had until it is told to end.
    signal?.addEventListener('abort', onAbort, { once: true })
    const run = queue.add({ ...request, ...(unfinished && { resumeFrom: unfinished.checkpoint }) }, { plan })
    keeper.begin(run)
    let stages: readonly StageWork[] = []
    for await (const event of run) {
      if (event.event === 'start') stages = event.stages
      if (event.event === 'step') {
        const { iteration, evaluations, loss, seconds } = event
        if (curve.length === 0) curve.push(...(unfinished?.curve ?? []).filter(point => point.iteration < iteration))
        curve.push({ iteration, evaluations, loss, seconds })
        keeper.stepped(seconds, secondsLeft(stages, curve))
      }
      yield { event: 'run', job, run: event }
    }
    finished = finish(await run.result)
    signal?.removeEventListener('abort', onAbort)
    await keeper.settled()
    await shelf?.keep(job.name, finished)
    return { outcome: 'finished', finished, kept: false }
  } catch (cause) {
    if (signal?.aborted && cause === signal.reason) return { outcome: 'skipped' }
    if (cause instanceof StylizeFailure) finished = finish(cause.partial)
    const error = cause instanceof Error ? cause : new Error(String(cause))
    return { outcome: 'failed', error, ...(finished && { finished }) }
  }
}
