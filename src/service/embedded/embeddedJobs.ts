import type { StylizeRun } from '../../engine/engineRun.js'
import type { PreviewOptions } from '../../engine/messages.js'
import { NstOnnxError } from '../../errors.js'
import { QueueFull } from '../../jobs/jobQueue.js'
import { BoundedStore } from '../boundedStore.js'
import type { FolderStore } from '../folderStore.js'
import { isEnded, type JobRecord, keyOf, MOST_CRASHES } from '../jobRecord.js'
import type { JobStatus, Jobs, NewJob } from '../jobs.js'
import type { JobsWatch } from '../jobsWatch.js'
import { HEARTBEAT_MS, type LoggedEvent } from '../loggedEvent.js'
import { Pace } from '../pace.js'
import { type EndReason, type PaintPlace, paintJob } from '../paintJob.js'
import { resultBytes } from '../resultBytes.js'
import { type Known, KnownJobs } from './knownJobs.js'
import { MemoryLedger } from './memoryLedger.js'
import type { RecordFiles } from './recordFiles.js'

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
  /** Keys of those that wait, in order. */
  #waiting: string[] = []
  #running:
    | { readonly key: string; readonly stop: AbortController; run?: StylizeRun; readonly since: number }
    | undefined
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
    await jobs.#goOn((await records.readAll()).sort((a, b) => (a.created < b.created ? -1 : 1)))
    return jobs
  }

  requireOpen(): void {
    const { bound } = this.#options
    if (this.#isDraining) throw new NstOnnxError('service-draining', {})
    if (this.#waiting.length + (this.#running ? 1 : 0) >= bound) throw new QueueFull(bound)
  }

  async add(job: NewJob): Promise<{ record: JobRecord; isNew: boolean }> {
    const key = keyOf(job)
    const known = this.#jobs.find(key)
    if (known) {
      if (known.record.digest !== job.digest) throw new NstOnnxError('job-other', { name: job.id })
      return { record: known.record, isNew: false }
    }
    this.requireOpen()
    const record: JobRecord = { ...job, created: new Date().toISOString(), state: 'queued', crashes: 0 }
    const added = this.#jobs.know(record, this.#room(record))
    this.#wait(record)
    try {
      await this.#options.records.write(record)
    } catch (error) {
      this.#waiting = this.#waiting.filter(other => other !== key)
      added.release()
      this.#jobs.forget(record)
      throw error
    }
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
    if (this.#running?.key === key) this.#running.stop.abort('cancelled' satisfies EndReason)
    else if (this.#waiting.includes(key)) {
      this.#waiting = this.#waiting.filter(other => other !== key)
      await this.#jobs.end(key, { state: 'cancelled' })
    }
  }

  events(record: JobRecord, after: string | undefined, signal: AbortSignal): AsyncIterable<LoggedEvent | undefined> {
    return this.#jobs.get(keyOf(record)).log.read(after, HEARTBEAT_MS, signal)
  }

  async preview(record: JobRecord, options: PreviewOptions): Promise<Uint8Array | undefined> {
    return this.#running?.key === keyOf(record) ? this.#running.run?.preview(options) : undefined
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
    return this.#isDraining ? new NstOnnxError('service-draining', {}) : undefined
  }

  secondsUntilRoom(): number {
    const elapsed = this.#running ? (performance.now() - this.#running.since) / 1000 : 0
    return Math.max(1, Math.ceil(this.#pace.seconds - elapsed))
  }

  counts(): { queued: number; running: number } {
    return { queued: this.#waiting.length, running: this.#running ? 1 : 0 }
  }

  usedBytes(): number {
    return this.#ledger.usedBytes
  }

  async drain(): Promise<void> {
    this.#isDraining = true
    this.#running?.stop.abort('drained' satisfies EndReason)
    await this.#finished
    this.#jobs.close()
  }

  /** Takes up what an earlier process has left. */
  async #goOn(records: readonly JobRecord[]): Promise<void> {
    const { store } = this.#options
    for (const record of records) this.#jobs.know(record, isEnded(record) ? () => {} : this.#room(record, true))
    const folders = new Set(records.map(({ folder }) => folder))
    for (const folder of await store.folders()) if (!folders.has(folder)) await this.blobs.removeFolder(folder) // of uploads that were not ended
    for (const record of records) {
      if (record.state === 'running') await this.#crashed(record)
      else if (record.state === 'queued') this.#wait(record)
    }
    this.#jobs.sweep()
    this.#next()
  }

  #status({ record }: Known): JobStatus {
    const index = this.#waiting.indexOf(keyOf(record))
    return { record, position: index < 0 ? 0 : index + (this.#running ? 1 : 0) }
  }

  #room({ request }: JobRecord, isAccepted = false): () => void {
    try {
      return this.#ledger.promise(resultBytes(request))
    } catch (error) {
      if (isAccepted) return () => {}
      throw error
    }
  }

  /** Lets a job wait behind those that are as urgent. */
  #wait(record: JobRecord): void {
    const isLater = (key: string) => this.#jobs.get(key).record.urgency > record.urgency
    const index = this.#waiting.findIndex(isLater)
    this.#waiting.splice(index < 0 ? this.#waiting.length : index, 0, keyOf(record))
  }

  /** Puts a job that was running when its process died back into the queue, unless it is to blame. */
  async #crashed(record: JobRecord): Promise<void> {
    const key = keyOf(record)
    const crashes = record.crashes + 1
    if (crashes < MOST_CRASHES) {
      await this.#jobs.update(key, { state: 'queued', crashes })
      return this.#wait(record)
    }
    const error = new NstOnnxError('job-crashed', { name: record.id, count: crashes })
    await this.#jobs.end(key, { state: 'failed', crashes, error: error.toJSON() })
  }

  #next(): void {
    if (this.#running || this.#isDraining) return
    const key = this.#waiting.shift()
    if (key === undefined) return
    this.#running = { key, stop: new AbortController(), since: performance.now() }
    this.#finished = this.#carryOut(key, this.#running).then(() => {
      this.#running = undefined
      this.#next()
    })
  }

  async #carryOut(key: string, running: { readonly stop: AbortController; run?: StylizeRun }): Promise<void> {
    const { watch, ...place } = this.#options
    const known = this.#jobs.get(key)
    const began = performance.now()
    let evaluations = 0
    try {
      await this.#jobs.update(key, { state: 'running', started: known.record.started ?? new Date().toISOString() })
      known.log.tell('running', { state: 'running' })
      watch.began(known.record)
      const ending = await paintJob(known.record, { ...place, blobs: this.blobs }, running.stop.signal, {
        onRun: run => {
          running.run = run
        },
        onEvent: (event, progress) => {
          known.record = { ...known.record, progress }
          watch.stepped(known.record, Math.max(0, progress.evaluations - evaluations))
          evaluations = progress.evaluations
          if (event.event === 'step') known.log.tell('step', progress)
          else known.log.tell(event.event, event)
        },
        onKept: () => {
          // It gets further: if its process dies next, it may be tried again as often as any.
          if (known.record.crashes > 0)
            this.#jobs.update(key, { crashes: 0 }).catch(error => watch.trouble(known.record, error))
        },
        onTrouble: error => watch.trouble(known.record, error),
      })
      if (ending.state === 'queued') return await this.#jobs.update(key, ending)
      this.#pace.took((performance.now() - began) / 1000)
      await this.#jobs.end(key, ending)
    } catch (error) {
      watch.trouble(known.record, error)
      const failure = new NstOnnxError('run-broke-off', {}, { cause: error })
      await this.#jobs.end(key, { state: 'failed', error: failure.toJSON() })
    }
  }
}
