import type { Engine } from '../engine/engine.js'
import type { StylizeRun } from '../engine/engineRun.js'
import type { PreviewOptions } from '../engine/messages.js'
import { NstOnnxError } from '../errors.js'
import { QueueFull } from '../jobs/jobQueue.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import { EventLog, type LoggedEvent } from './eventLog.js'
import type { FolderStore } from './folderStore.js'
import { CHECKPOINT, isEnded, type JobRecord, keyOf } from './jobRecord.js'
import type { JobStatus, Jobs, NewJob } from './jobs.js'
import { Pace } from './pace.js'
import { type EndReason, paintJob } from './paintJob.js'
import type { RecordFiles } from './recordFiles.js'
import { resultBytes } from './resultBytes.js'

/** A silent job is heard of so often, in milliseconds. */
export const HEARTBEAT_MS = 15_000
/** A job whose process died so often is not tried again. */
export const MOST_CRASHES = 3

/** What the embedded queue tells those who count. */
export interface JobsWatch {
  began(record: JobRecord): void
  stepped(record: JobRecord, evaluations: number): void
  ended(record: JobRecord): void
  trouble(record: JobRecord, error: unknown): void
}

export interface EmbeddedOptions {
  readonly engine: Engine<PictureInput>
  readonly blobs: FolderStore
  readonly records: RecordFiles
  /** Most jobs that may wait or run. */
  readonly bound: number
  /** Seconds that jobs are kept after their end. */
  readonly ttl: number
  /** Seconds that a job may run. */
  readonly deadline: number
  readonly checkpointEvery?: number | undefined
  readonly watch: JobsWatch
}

/** A job of which the process knows. */
interface Known {
  record: JobRecord
  readonly log: EventLog
  readonly ended: Promise<void>
  end(): void
  /** Gives back the room that was kept for its picture. */
  release: () => void
}

/** Jobs that this process carries out itself, one after another. They are kept on disk, and a later process goes on with them. */
export class EmbeddedJobs implements Jobs {
  readonly #options: EmbeddedOptions
  readonly #known = new Map<string, Known>()
  /** Keys of those that wait, in order. */
  #waiting: string[] = []
  #running:
    | { readonly key: string; readonly stop: AbortController; run?: StylizeRun; readonly since: number }
    | undefined
  readonly #pace = new Pace()
  #isDraining = false
  #finished: Promise<void> = Promise.resolve()
  readonly #sweeping: ReturnType<typeof setInterval>

  private constructor(options: EmbeddedOptions) {
    this.#options = options
    this.#sweeping = setInterval(() => this.#sweep(), Math.min(30_000, 250 * options.ttl))
    this.#sweeping.unref()
  }

  /** Opens the queue, with what an earlier process has left in it. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedJobs> {
    const jobs = new EmbeddedJobs(options)
    const records = (await options.records.readAll()).sort((a, b) => (a.created < b.created ? -1 : 1))
    for (const record of records) jobs.#know(record, isEnded(record) ? () => {} : jobs.#room(record, true))
    const folders = new Set(records.map(({ folder }) => folder))
    for (const folder of await options.blobs.folders())
      if (!folders.has(folder)) await options.blobs.removeFolder(folder) // of uploads that were not ended
    const left = records.filter(record => !isEnded(record))
    for (const record of left) if (record.state === 'running') await jobs.#crashed(record)
    jobs.#waiting = left.map(keyOf).filter(key => jobs.#known.get(key)?.record.state === 'queued')
    jobs.#sweep()
    jobs.#next()
    return jobs
  }

  get blobs(): FolderStore {
    return this.#options.blobs
  }

  requireOpen(): void {
    const { bound } = this.#options
    if (this.#isDraining) throw new NstOnnxError('service-draining', {})
    if (this.#waiting.length + (this.#running ? 1 : 0) >= bound) throw new QueueFull(bound)
  }

  async add(job: NewJob): Promise<{ record: JobRecord; isNew: boolean }> {
    const key = keyOf(job)
    const known = this.#known.get(key)
    if (known) {
      if (known.record.digest !== job.digest) throw new NstOnnxError('job-other', { name: job.id })
      return { record: known.record, isNew: false }
    }
    this.requireOpen()
    const record: JobRecord = { ...job, created: new Date().toISOString(), state: 'queued', crashes: 0 }
    const added = this.#know(record, this.#room(record))
    this.#waiting.push(key)
    try {
      await this.#options.records.write(record)
    } catch (error) {
      this.#waiting = this.#waiting.filter(other => other !== key)
      added.release()
      this.#known.delete(key)
      throw error
    }
    this.#next()
    return { record, isNew: true }
  }

  async get(owner: string, id: string): Promise<JobStatus | undefined> {
    const known = this.#known.get(keyOf({ owner, id }))
    return known && this.#status(known)
  }

  async list(owner: string, after: string | undefined, count: number): Promise<JobStatus[]> {
    const own = [...this.#known.values()].filter(({ record }) => record.owner === owner).reverse()
    const first = after === undefined ? 0 : own.findIndex(({ record }) => record.id === after) + 1
    return own.slice(first, first + count).map(known => this.#status(known))
  }

  async cancel(record: JobRecord): Promise<void> {
    const key = keyOf(record)
    if (this.#running?.key === key) this.#running.stop.abort('cancelled' satisfies EndReason)
    else if (this.#waiting.includes(key)) {
      this.#waiting = this.#waiting.filter(other => other !== key)
      await this.#end(key, { state: 'cancelled' })
    }
  }

  events(record: JobRecord, after: string | undefined, signal: AbortSignal): AsyncIterable<LoggedEvent | undefined> {
    return this.#get(keyOf(record)).log.read(after, HEARTBEAT_MS, signal)
  }

  async preview(record: JobRecord, options: PreviewOptions): Promise<Uint8Array | undefined> {
    return this.#running?.key === keyOf(record) ? this.#running.run?.preview(options) : undefined
  }

  async ended(record: JobRecord, signal: AbortSignal): Promise<JobRecord> {
    const known = this.#get(keyOf(record))
    if (!isEnded(known.record) && !signal.aborted) {
      const givenUp = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
      await Promise.race([known.ended, givenUp])
    }
    return known.record
  }

  trouble(): string | undefined {
    return this.#isDraining ? 'the service is being stopped' : undefined
  }

  secondsUntilRoom(): number {
    const elapsed = this.#running ? (performance.now() - this.#running.since) / 1000 : 0
    return Math.max(1, Math.ceil(this.#pace.seconds - elapsed))
  }

  counts(): { queued: number; running: number } {
    return { queued: this.#waiting.length, running: this.#running ? 1 : 0 }
  }

  async drain(): Promise<void> {
    this.#isDraining = true
    clearInterval(this.#sweeping)
    this.#running?.stop.abort('drained' satisfies EndReason)
    await this.#finished
    for (const { log, end } of this.#known.values()) {
      log.end()
      end()
    }
  }

  #status({ record }: Known): JobStatus {
    const index = this.#waiting.indexOf(keyOf(record))
    return { record, position: index < 0 ? 0 : index + (this.#running ? 1 : 0) }
  }

  #know(record: JobRecord, release: () => void): Known {
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

  #room({ request }: JobRecord, isAccepted = false): () => void {
    try {
      return this.blobs.promise(resultBytes(request))
    } catch (error) {
      if (isAccepted) return () => {}
      throw error
    }
  }

  #get(key: string): Known {
    const known = this.#known.get(key)
    if (!known) throw new NstOnnxError('job-unknown', { name: key.split('.')[1] ?? key })
    return known
  }

  /** Puts a job that was running when its process died back into the queue, unless it is to blame. */
  async #crashed(record: JobRecord): Promise<void> {
    const key = keyOf(record)
    const crashes = record.crashes + 1
    if (crashes < MOST_CRASHES) return this.#update(key, { state: 'queued', crashes })
    const error = new NstOnnxError('job-crashed', { name: record.id, count: crashes })
    await this.#end(key, { state: 'failed', crashes, error: error.toJSON() })
  }

  async #update(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.#get(key)
    known.record = { ...known.record, ...change }
    await this.#options.records.write(known.record)
  }

  async #end(key: string, change: Partial<JobRecord>): Promise<void> {
    const known = this.#get(key)
    const { watch } = this.#options
    known.release()
    known.record = { ...known.record, ...change, ended: new Date().toISOString() }
    await this.#options.records.write(known.record).catch(error => watch.trouble(known.record, error))
    await this.#removeSources(known.record)
    const { state, error, picture } = known.record
    known.log.tell(state, { state, ...(error && { error }), ...(picture && { picture }) })
    known.log.end()
    known.end()
    watch.ended(known.record)
  }

  /** Removes what nobody reads any more: the pictures that went in, and the state of the run. */
  async #removeSources({ folder, request: { content, styles = [], init } }: JobRecord): Promise<void> {
    const pictures = [content, init, ...styles.map(({ picture }) => picture)].filter(
      picture => typeof picture === 'object',
    )
    const names = [CHECKPOINT, ...pictures.map(({ blob }) => blob)]
    await Promise.all(names.map(name => this.blobs.remove(folder, name).catch(() => {})))
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
    const known = this.#get(key)
    const began = performance.now()
    let evaluations = 0
    try {
      await this.#update(key, { state: 'running', started: known.record.started ?? new Date().toISOString() })
      known.log.tell('running', { state: 'running' })
      watch.began(known.record)
      const ending = await paintJob(known.record, place, running.stop.signal, {
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
        onTrouble: error => watch.trouble(known.record, error),
      })
      if (ending.state === 'queued') return await this.#update(key, ending)
      this.#pace.took((performance.now() - began) / 1000)
      await this.#end(key, ending)
    } catch (error) {
      watch.trouble(known.record, error)
      const failure = new NstOnnxError('run-broke-off', {}, { cause: error })
      await this.#end(key, { state: 'failed', error: failure.toJSON() })
    }
  }

  /** Forgets jobs that ended long enough ago. */
  #sweep(): void {
    const now = Date.now()
    for (const [key, { record }] of this.#known) {
      if (record.ended === undefined || Date.parse(record.ended) + 1000 * this.#options.ttl > now) continue
      this.#known.delete(key)
      const removed = Promise.all([this.#options.records.remove(record), this.blobs.removeFolder(record.folder)])
      removed.catch(error => this.#options.watch.trouble(record, error))
    }
  }
}
