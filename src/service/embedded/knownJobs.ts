import { setTimeout as pause } from 'node:timers/promises'
import { NstOnnxError } from '../../errors.js'
import type { BlobStore } from '../blobStore.js'
import { isEnded, type JobRecord, keyOf, sourceBlobs } from '../jobRecord.js'
import type { JobsWatch } from '../jobsWatch.js'
import { EventLog } from './eventLog.js'
import type { RecordFiles } from './recordFiles.js'

/** What cannot be written at present is tried again after so many milliseconds. */
const AGAIN_MS = 500

/** A job of which the process knows. */
export interface Known {
  record: JobRecord
  /** Whether its end is being written: nothing else is from then on. */
  isEnding: boolean
  readonly log: EventLog
  readonly ended: Promise<void>
  end(): void
  /** Gives back the room that was kept for its picture. */
  readonly release: () => void
  /** Resolves once the job is on disk, and rejects where it cannot be. */
  readonly kept: Promise<void>
}

export interface KnownJobsOptions {
  readonly blobs: BlobStore
  readonly records: RecordFiles
  /** Seconds that jobs are kept after their end. */
  readonly ttl: number
  readonly watch: JobsWatch
}

/** All jobs of an embedded queue by their keys, each with a file that says the same. */
export class KnownJobs {
  readonly #options: KnownJobsOptions
  readonly #known = new Map<string, Known>()
  readonly #sweeping: ReturnType<typeof setInterval>
  readonly #closing = new AbortController()
  #trouble: NstOnnxError | undefined

  constructor(options: KnownJobsOptions) {
    this.#options = options
    this.#sweeping = setInterval(() => this.sweep(), Math.min(30_000, 250 * options.ttl))
    this.#sweeping.unref()
  }

  /** What keeps jobs from ending; undefined where nothing does. */
  get trouble(): NstOnnxError | undefined {
    return this.#trouble
  }

  /** Takes a job into account that is being written down. */
  know(record: JobRecord, release: () => void, kept: Promise<void> = Promise.resolve()): Known {
    let end = () => {}
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    const known: Known = { record, isEnding: false, log: new EventLog(), ended, end, release, kept }
    this.#known.set(keyOf(record), known)
    known.log.tell(record.state, { state: record.state })
    if (isEnded(record)) known.log.end()
    return known
  }

  forget(record: JobRecord): void {
    this.#known.delete(keyOf(record))
  }

  find(key: string): Known | undefined {
    return this.#known.get(key)
  }

  /** Throws NstOnnxError `job-unknown`. */
  get(key: string): Known {
    const known = this.#known.get(key)
    if (!known) throw new NstOnnxError('job-unknown', { name: key.split('.')[1] ?? key })
    return known
  }

  /** An owner's jobs, the latest first, from the one after `after`. */
  list(owner: string, after: string | undefined, count: number): Known[] {
    const own = [...this.#known.values()].filter(({ record }) => record.owner === owner).reverse()
    const first = after === undefined ? 0 : own.findIndex(({ record }) => record.id === after) + 1
    return own.slice(first, first + count)
  }

  /** Changes what is known of a job that does not just end. Where that cannot be written, a later process knows less. Never rejects. */
  async update(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.get(key)
    if (known.isEnding) return
    const { watch, records } = this.#options
    known.record = { ...known.record, ...change }
    await records.write(known.record).catch(error => watch.trouble(known.record, error))
  }

  /**
   * Ends a job. It has ended, for whoever asks, once that is on disk: otherwise the next process would paint it again, and a client could
   * be told of two ends. While it cannot be written, that is tried again and again; a queue that closes leaves the job to the next process.
   * Never rejects.
   */
  async end(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.get(key)
    const { watch, blobs } = this.#options
    const ended = { ...known.record, ...change, ended: new Date().toISOString() }
    known.isEnding = true
    if (!(await this.#isKept(ended))) {
      known.isEnding = false
      return this.update(key, { state: 'queued' })
    }
    known.record = ended
    known.release()
    const { folder } = known.record
    await Promise.all(sourceBlobs(known.record).map(name => blobs.remove(folder, name).catch(() => {})))
    const { state, error, picture } = known.record
    known.log.tell(state, { state, ...(error && { error }), ...(picture && { picture }) })
    known.log.end()
    known.end()
    watch.ended(known.record)
  }

  /** Forgets jobs that ended long enough ago. */
  sweep(): void {
    const { ttl, records, blobs, watch } = this.#options
    const now = Date.now()
    for (const { record } of this.#known.values()) {
      if (record.ended === undefined || Date.parse(record.ended) + 1000 * ttl > now) continue
      this.forget(record)
      const removed = Promise.all([records.remove(record), blobs.removeFolder(record.folder)])
      removed.catch(error => watch.trouble(record, error))
    }
  }

  /** Ends all trying again: what cannot be written is left to the next process. */
  tryNoLonger(): void {
    this.#closing.abort()
  }

  /** Lets go whoever reads or waits. */
  close(): void {
    clearInterval(this.#sweeping)
    for (const { log, end } of this.#known.values()) {
      log.end()
      end()
    }
  }

  /** Writes a record in the end. Returns whether it is on disk. */
  async #isKept(record: JobRecord): Promise<boolean> {
    const { records, watch } = this.#options
    for (;;) {
      try {
        await records.write(record)
        this.#trouble = undefined
        return true
      } catch (cause) {
        if (!this.#trouble) watch.trouble(record, cause)
        this.#trouble = new NstOnnxError('jobs-not-kept', {}, { cause })
        if (this.#closing.signal.aborted) return false
        await pause(AGAIN_MS, undefined, this.#closing).catch(() => {})
      }
    }
  }
}
