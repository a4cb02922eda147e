import type { PreviewOptions } from '../../engine/messages.js'
import { NstOnnxError } from '../../errors.js'
import { QueueFull } from '../../jobs/jobQueue.js'
import { BoundedStore } from '../boundedStore.js'
import type { FolderStore } from '../folderStore.js'
import { isEnded, type JobRecord, keyOf } from '../jobRecord.js'
import type { JobStatus, Jobs, NewJob } from '../jobs.js'
import type { JobsWatch } from '../jobsWatch.js'
import { HEARTBEAT_MS, type LoggedEvent } from '../loggedEvent.js'
import { Pace } from '../pace.js'
import type { PaintPlace } from '../paintJob.js'
import { resultBytes } from '../resultBytes.js'
import { type Known, KnownJobs } from './knownJobs.js'
import { MemoryLedger } from './memoryLedger.js'
import type { RecordFiles } from './recordFiles.js'
import { RunningJob } from './runningJob.js'
import { takeUpLeft } from './takeUpLeft.js'
import { WaitingLine } from './waitingLine.js'

export interface EmbeddedOptions extends Omit<PaintPlace, 'blobs'> {
  readonly store: FolderStore
  readonly records: RecordFiles
  /** Most jobs that may wait or run. */
  readonly bound: number
  /** Most bytes of uploads and results. */
  readonly disk: number
  /** Seconds that jobs are kept after their end. */
  readonly ttl: number
  readonly watch: JobsWatch
}

/** Jobs that this process carries out itself, one after another. They are kept on disk, and a later process goes on with them. */
export class EmbeddedJobs implements Jobs {
  readonly blobs: BoundedStore
  readonly #options: EmbeddedOptions
  readonly #ledger: MemoryLedger
  readonly #jobs: KnownJobs
  /** How many are being written down. */
  #accepting = 0
  readonly #waiting = new WaitingLine()
  #running: RunningJob | undefined
  readonly #pace = new Pace()
  #isDraining = false
  #finished: Promise<void> = Promise.resolve()

  private constructor(options: EmbeddedOptions, ledger: MemoryLedger) {
    this.#options = options
    this.#ledger = ledger
    this.blobs = new BoundedStore(options.store, ledger)
    this.#jobs = new KnownJobs({ ...options, blobs: this.blobs })
  }

  /** Opens the queue, with what an earlier process has left in it. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedJobs> {
    const { store, records } = options
    const jobs = new EmbeddedJobs(options, await MemoryLedger.of(store, options.disk))
    await takeUpLeft(await records.readAll(), {
      store,
      blobs: jobs.blobs,
      jobs: jobs.#jobs,
      waiting: jobs.#waiting,
      room: record => jobs.#room(record, true),
    })
    jobs.#jobs.sweep()
    jobs.#next()
    return jobs
  }

  requireOpen(): void {
    const { bound } = this.#options
    if (this.#isDraining) throw new NstOnnxError('service-draining', {})
    if (this.#accepting + this.#waiting.length + (this.#running ? 1 : 0) >= bound) throw new QueueFull(bound)
  }

  async add(job: NewJob): Promise<{ record: JobRecord; isNew: boolean }> {
    const key = keyOf(job)
    const known = this.#jobs.find(key)
    if (known) {
      if (known.record.digest !== job.digest) throw new NstOnnxError('job-other', { name: job.id })
      await known.kept
      return { record: known.record, isNew: false }
    }
    this.requireOpen()
    const record: JobRecord = { ...job, created: new Date().toISOString(), state: 'queued', crashes: 0 }
    const release = this.#room(record)
    const kept = this.#options.records.write(record).catch(cause => {
      throw new NstOnnxError('jobs-not-kept', {}, { cause })
    })
    this.#jobs.know(record, release, kept)
    this.#accepting++
    try {
      await kept
    } catch (error) {
      release()
      this.#jobs.forget(record)
      throw error
    } finally {
      this.#accepting--
    }
    this.#waiting.add(key, record.urgency)
    this.#next()
    return { record, isNew: true }
  }

  async get(owner: string, id: string): Promise<JobStatus | undefined> {
    const known = this.#jobs.find(keyOf({ owner, id }))
    return known && this.#status(known)
  }

  async list(owner: string, after: string | undefined, count: number): Promise<JobStatus[]> {
    return this.#jobs.list(owner, after, count).map(known => this.#status(known))
  }

  async cancel(record: JobRecord): Promise<void> {
    const key = keyOf(record)
    await this.#jobs.get(key).kept
    if (this.#running?.key === key) this.#running.end('cancelled')
    // Not waited for: it has ended once that is on disk.
    else if (this.#waiting.remove(key)) this.#jobs.end(key, { state: 'cancelled' })
  }

  events(record: JobRecord, after: string | undefined, signal: AbortSignal): AsyncIterable<LoggedEvent | undefined> {
    return this.#jobs.get(keyOf(record)).log.read(after, HEARTBEAT_MS, signal)
  }

  async preview(record: JobRecord, options: PreviewOptions): Promise<Uint8Array | undefined> {
    return this.#running?.key === keyOf(record) ? this.#running.preview(options) : undefined
  }

  async ended(record: JobRecord, signal: AbortSignal): Promise<JobRecord> {
    const known = this.#jobs.get(keyOf(record))
    if (!isEnded(known.record) && !signal.aborted) {
      const givenUp = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
      await Promise.race([known.ended, givenUp])
    }
    return known.record
  }

  trouble(): NstOnnxError | undefined {
    return this.#isDraining ? new NstOnnxError('service-draining', {}) : this.#jobs.trouble
  }

  secondsUntilRoom(): number {
    return Math.max(1, Math.ceil(this.#pace.seconds - (this.#running?.seconds ?? 0)))
  }

  counts(): { queued: number; running: number } {
    return { queued: this.#waiting.length, running: this.#running ? 1 : 0 }
  }

  usedBytes(): number {
    return this.#ledger.usedBytes
  }

  async drain(): Promise<void> {
    this.#isDraining = true
    this.#jobs.tryNoLonger()
    this.#running?.end('drained')
    // At once: whoever kills this process before its evaluation has ended is to blame, and not the job.
    if (this.#running) await this.#jobs.update(this.#running.key, { state: 'queued' })
    await this.#finished
    this.#jobs.close()
  }

  #status({ record }: Known): JobStatus {
    const before = this.#waiting.before(keyOf(record))
    return { record, position: before === undefined ? 0 : before + (this.#running ? 1 : 0) }
  }

  #room({ request }: JobRecord, isAccepted = false): () => void {
    try {
      return this.#ledger.promise(resultBytes(request))
    } catch (error) {
      if (isAccepted) return () => {}
      throw error
    }
  }

  #next(): void {
    if (this.#running || this.#isDraining) return
    const key = this.#waiting.take()
    if (key === undefined) return
    const { watch, ...place } = this.#options
    const running = new RunningJob(key)
    this.#running = running
    this.#finished = running.carryOut(this.#jobs, { ...place, blobs: this.blobs }, watch).then(({ state }) => {
      if (state !== 'queued') this.#pace.took(running.seconds)
      this.#running = undefined
      this.#next()
    })
  }
}
