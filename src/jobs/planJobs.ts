import type { StylizeEvent } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { RunPictures } from '../stylize/runPictures.js'
import type { JobQueue } from './jobQueue.js'
import type { Job } from './runJobs.js'
import { SharedPictures } from './sharedPictures.js'

/** A job of which everything is known but its outcome. */
export interface PlannedJob<Input> extends Job<Input> {
  readonly plan: PlannedRun
  /** The pictures as the run uses them. Jobs that use the same picture share it. */
  readonly inputs: RunPictures
}

/** What can be said of jobs before any of them begins. */
export interface PlannedJobs<Input> {
  /** The jobs that can be made, in their order: all where `errors` is empty. */
  readonly planned: readonly PlannedJob<Input>[]
  /** Each error once, however many jobs have it. */
  readonly errors: readonly Error[]
}

/** What goes on while jobs are planned. */
export type PlanningEvent<Input> =
  | { readonly event: 'planning'; readonly job: Job<Input>; readonly index: number; readonly count: number }
  /** A download, or fitting. */
  | {
      readonly event: 'run'
      readonly job: Job<Input>
      readonly run: Extract<StylizeEvent, { event: 'download' | 'fitting' }>
    }

export interface PlanJobsOptions<Input> {
  readonly signal?: AbortSignal | undefined
  /** Whether plans come with their pictures, which then stay in memory as long as they do; they do by default. */
  readonly readsPictures?: boolean
  readonly onEvent?: (event: PlanningEvent<Input>) => void
}

/**
 * Reads every picture, checks every option and gets all weights, so that a batch fails at once if it must. Rejects with the signal's
 * reason.
 */
export async function planJobs<Input>(
  queue: JobQueue<Input>,
  jobs: readonly Job<Input>[],
  { signal, readsPictures = true, onEvent = () => {} }: PlanJobsOptions<Input> = {},
): Promise<PlannedJobs<Input>> {
  const planned: PlannedJob<Input>[] = []
  const errors = new Map<string, Error>()
  const shared = new SharedPictures()
  for (const [index, job] of jobs.entries()) {
    const request = { ...job.request, signal }
    onEvent({ event: 'planning', job, index, count: jobs.length })
    try {
      const plan = await queue.plan(request, run => {
        // What features a run has is told when it begins.
        if (run.event === 'download' || run.event === 'fitting') onEvent({ event: 'run', job, run })
      })
      const inputs = readsPictures ? shared.of(await queue.pictures(request, plan)) : { styles: [] }
      planned.push({ ...job, plan, inputs })
    } catch (cause) {
      signal?.throwIfAborted()
      const error = cause instanceof Error ? cause : new Error(String(cause))
      errors.set(error.message, error)
    }
  }
  return { planned, errors: [...errors.values()] }
}
