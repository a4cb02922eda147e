import type { PlannedRun } from '../stylize/plan.js'
import type { JobQueue } from './jobQueue.js'
import type { Job } from './runJobs.js'

/** What can be said of jobs before any of them begins. */
export interface PlannedJobs {
  /** In the order of the jobs; complete where `errors` is empty. */
  readonly plans: readonly PlannedRun[]
  /** Each error once, however many jobs have it. */
  readonly errors: readonly Error[]
}

/** Reads every picture, checks every option and gets all weights, so that a batch fails at once if it must. */
export async function planJobs<Input>(queue: JobQueue<Input>, jobs: readonly Job<Input>[]): Promise<PlannedJobs> {
  const plans: PlannedRun[] = []
  const errors = new Map<string, Error>()
  for (const { request } of jobs) {
    try {
      plans.push(await queue.plan(request))
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      errors.set(error.message, error)
    }
  }
  return { plans, errors: [...errors.values()] }
}
