import type { NstOnnxError } from '../errors.js'
import type { Jobs } from './jobs.js'

/** What a service stands on: its jobs, and where they are carried out. */
export interface Backend {
  readonly jobs: Jobs
  /** Makes ids of idempotency keys that nobody guesses; the same for all services of one queue. */
  secret(): Promise<Uint8Array>
  /** What keeps jobs from being accepted or carried out; undefined where nothing does. */
  trouble(): NstOnnxError | undefined
  /** Where features come from, once that is known. */
  features(): string | undefined
  /** Frees everything, once the jobs have been drained. */
  close(): Promise<void>
}
