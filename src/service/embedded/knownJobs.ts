import { NstOnnxError } from '../../errors.js'
import type { BlobStore } from '../blobStore.js'
import { isEnded, type JobRecord, keyOf, sourceBlobs } from '../jobRecord.js'
import type { JobsWatch } from '../jobsWatch.js'
import { EventLog } from './eventLog.js'
import type { RecordFiles } from './recordFiles.js'

/** A job of which the process knows. */
export interface Known {
  record: JobRecord
  readonly log: EventLog
  readonly ended: Promise<void>
  end(): void
  /** Gives back the room that was kept for its picture. */
  readonly release: () => void
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

  constructor(options: KnownJobsOptions) {
    this.#options = options
    this.#sweeping = setInterval(() => this.sweep(), Math.min(30_000, 250 * options.ttl))
    this.#sweeping.unref()
  }

  /** Takes a job into account, without a file of it yet. */
  know(record: JobRecord, release: () => void): Known {
    let end = () => {}
    const ended = new Promise<void>(resolve => {
      end = resolve
    })
    const known: Known = { record, log: new EventLog(), ended, end, release }
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

  async update(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.get(key)
    known.record = { ...known.record, ...change }
    await this.#options.records.write(known.record)
  }

  async end(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.get(key)
    const { watch, blobs, records } = this.#options
    known.release()
    known.record = { ...known.record, ...change, ended: new Date().toISOString() }
    await records.write(known.record).catch(error => watch.trouble(known.record, error))
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

  /** Lets go whoever reads or waits. */
  close(): void {
    clearInterval(this.#sweeping)
    for (const { log, end } of this.#known.values()) {
      log.end()
      end()
    }
  }
}
