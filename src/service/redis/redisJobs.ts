import { randomUUID } from 'node:crypto'
import type { PreviewOptions } from '../../engine/messages.js'
import { NstOnnxError } from '../../errors.js'
import { QueueFull } from '../../jobs/jobQueue.js'
import type { BlobStore } from '../blobStore.js'
import { isEnded, type JobRecord, keyOf, sourceBlobs } from '../jobRecord.js'
import type { JobStatus, Jobs, NewJob } from '../jobs.js'
import { HEARTBEAT_MS, type LoggedEvent } from '../loggedEvent.js'
import { Pace } from '../pace.js'
import { within } from '../within.js'
import { CHANNELS } from './keys.js'
import type { Notices } from './notices.js'
import type { Order } from './orders.js'
import type { QueueWatch } from './queueWatch.js'
import type { SharedQueue } from './sharedQueue.js'
import type { Tickets } from './tickets.js'

/** A notice can be missed; whoever waits for an end looks so often. */
const LOOK_MS = 5000
/** A worker that is asked for a picture has it within this time. */
const PREVIEW_MS = 10_000

export interface RedisJobsOptions {
  readonly queue: SharedQueue
  readonly tickets: Tickets
  readonly notices: Notices
  readonly watch: QueueWatch
  readonly blobs: BlobStore
  /** Most jobs that may wait or run. */
  readonly bound: number
  /** Most bytes of uploads and results. */
  readonly disk: number
}

/** Jobs in Redis, which workers carry out wherever they are. */
export class RedisJobs implements Jobs {
  readonly blobs: BlobStore
  readonly #options: RedisJobsOptions
  readonly #drained = new AbortController()

  constructor(options: RedisJobsOptions) {
    this.#options = options
    this.blobs = options.blobs
  }

  requireOpen(): void {
    const { watch, bound } = this.#options
    if (this.#drained.signal.aborted) throw new NstOnnxError('service-draining', {})
    if (watch.trouble) throw watch.trouble
    const { queued, running } = watch.status
    if (queued + running >= bound) throw new QueueFull(bound)
  }

  async add(job: NewJob): Promise<{ record: JobRecord; isNew: boolean }> {
    const { queue, tickets, bound, disk } = this.#options
    const { isNew } = await queue.add(job, bound, disk)
    // It is accepted by now. Where its ticket cannot be added at present, that is made up for.
    if (isNew) await tickets.add().catch(() => {})
    const status = await queue.get(keyOf(job))
    if (!status) throw new NstOnnxError('job-unknown', { name: job.id })
    return { record: status.record, isNew }
  }

  get(owner: string, id: string): Promise<JobStatus | undefined> {
    return this.#options.queue.get(keyOf({ owner, id }))
  }

  list(owner: string, after: string | undefined, count: number): Promise<JobStatus[]> {
    return this.#options.queue.list(owner, after, count)
  }

  async cancel(record: JobRecord): Promise<void> {
    const isOver = await this.#options.queue.cancel(keyOf(record))
    if (!isOver) return
    await Promise.all(sourceBlobs(record).map(name => this.blobs.remove(record.folder, name).catch(() => {})))
  }

  async *events(
    record: JobRecord,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LoggedEvent | undefined> {
    const { queue, notices } = this.#options
    const key = keyOf(record)
    const over = AbortSignal.any([signal, this.#drained.signal])
    const listener = notices.listen(key)
    let last = /^\d+-\d+$/.test(after ?? '') ? after : undefined
    try {
      while (!over.aborted) {
        const told = listener.next()
        const status = await queue.get(key)
        const events = await queue.events(key, last)
        for (const event of events) {
          last = event.id
          yield event
        }
        if (events.length > 0) continue
        if (!status || isEnded(status.record)) return
        if (!(await within(told, HEARTBEAT_MS, over))) yield undefined
      }
    } finally {
      listener.close()
    }
  }

  async preview(record: JobRecord, options: PreviewOptions): Promise<Uint8Array | undefined> {
    const { queue, notices } = this.#options
    if (record.state !== 'running') return undefined
    const blob = `preview.${randomUUID()}`
    const listener = notices.listen(blob)
    const order: Order = { kind: 'preview', key: keyOf(record), blob, options }
    try {
      await queue.redis.publish(CHANNELS.orders, JSON.stringify(order))
      await within(listener.next(), PREVIEW_MS, this.#drained.signal)
    } finally {
      listener.close()
    }
    const bytes = await this.blobs.read(record.folder, blob)
    if (bytes) await this.blobs.remove(record.folder, blob)
    return bytes
  }

  async ended(record: JobRecord, signal: AbortSignal): Promise<JobRecord> {
    const { queue, notices } = this.#options
    const key = keyOf(record)
    const over = AbortSignal.any([signal, this.#drained.signal])
    const listener = notices.listen(key)
    try {
      for (;;) {
        const told = listener.next()
        const now = (await queue.get(key))?.record ?? record
        if (isEnded(now) || over.aborted) return now
        await within(told, LOOK_MS, over)
      }
    } finally {
      listener.close()
    }
  }

  trouble(): NstOnnxError | undefined {
    const { watch } = this.#options
    if (this.#drained.signal.aborted) return new NstOnnxError('service-draining', {})
    return watch.trouble ?? (watch.status.workers === 0 ? new NstOnnxError('queue-without-workers', {}) : undefined)
  }

  secondsUntilRoom(): number {
    const { workers, pace: recent } = this.#options.watch.status
    const pace = new Pace()
    for (const seconds of recent) pace.took(seconds)
    return Math.max(1, Math.ceil(pace.seconds / Math.max(1, workers)))
  }

  counts(): { queued: number; running: number } {
    const { queued, running } = this.#options.watch.status
    return { queued, running }
  }

  usedBytes(): number {
    return this.#options.watch.status.usedBytes
  }

  async drain(): Promise<void> {
    this.#drained.abort()
  }
}
