import type { PreviewOptions } from '../engine/messages.js'
import type { NstOnnxError } from '../errors.js'
import type { BlobStore } from './blobStore.js'
import type { JobRecord } from './jobRecord.js'
import type { LoggedEvent } from './loggedEvent.js'

/** A job as it is asked for. */
export type NewJob = Pick<JobRecord, 'id' | 'owner' | 'folder' | 'digest' | 'request' | 'urgency'>

/** A job as it stands. */
export interface JobStatus {
  readonly record: JobRecord
  /** How many jobs come before it: 0 once it runs, and when it has ended. */
  readonly position: number
}

/** Jobs from their acceptance to their end, wherever they are carried out. */
export interface Jobs {
  readonly blobs: BlobStore
  /**
   * Accepts a job, for good once this resolves; its blobs are there by then. Where there is one of its id already, with the same
   * digest, that one is the answer.
   *
   * @throws NstOnnxError `queue-full`, `disk-full`, `service-draining`, `job-other`; `queue-unreachable` where it is not known whether the
   *   job was accepted
   */
  add(job: NewJob): Promise<{ readonly record: JobRecord; readonly isNew: boolean }>
  /** Throws NstOnnxError where no more is accepted at present: before a body is read. */
  requireOpen(): void
  get(owner: string, id: string): Promise<JobStatus | undefined>
  /** An owner's jobs, the latest first, from the one after `after`. */
  list(owner: string, after: string | undefined, count: number): Promise<readonly JobStatus[]>
  /** Ends a job, with its best picture so far if it has one. */
  cancel(record: JobRecord): Promise<void>
  /** What a job tells; undefined now and then while it is silent. */
  events(record: JobRecord, after: string | undefined, signal: AbortSignal): AsyncIterable<LoggedEvent | undefined>
  /** A file of a job's latest picture; undefined while there is none. */
  preview(record: JobRecord, options: PreviewOptions): Promise<Uint8Array | undefined>
  /** Resolves with the job once it has ended, and with how it stands where the signal comes first. */
  ended(record: JobRecord, signal: AbortSignal): Promise<JobRecord>
  /** What keeps jobs from being accepted or carried out; undefined where nothing does. */
  trouble(): NstOnnxError | undefined
  /** Seconds until a place in the queue is likely to be free. */
  secondsUntilRoom(): number
  /** How many wait, and how many run. */
  counts(): { readonly queued: number; readonly running: number }
  /** Bytes of uploads, checkpoints and results. */
  usedBytes(): number
  /** Stops taking jobs and carrying them out, so that they go on later, and lets go whoever reads or waits. */
  drain(): Promise<void>
}
