import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker as BullWorker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { StylizeRun } from '../../engine/engineRun.js'
import { NstOnnxError } from '../../errors.js'
import { MOST_CRASHES, sourceBlobs } from '../jobRecord.js'
import type { JobsWatch } from '../jobsWatch.js'
import { type Ending, type EndReason, type PaintPlace, paintJob } from '../paintJob.js'
import { inTheEnd } from './connect.js'
import { CHANNELS, PREFIX } from './keys.js'
import type { Order } from './orders.js'
import type { SharedQueue, TakenJob } from './sharedQueue.js'
import { Teller } from './teller.js'
import { TICKETS, type Tickets } from './tickets.js'

/** A worker is heard of so often while it may be silent; its runs are in a thread of their own. */
const HEARD_OF = 3
/** A worker that ends waits so long for a Redis that is away, or takes nothing. */
const AWAY_MS = 1000
const CLOSING_MS = 5000
/** A worker on which jobs fail of its device or weights lets others come first. */
const UNFIT_PAUSE_MS = 2000

export interface WorkerPlace extends PaintPlace {
  /** Seconds of silence after which a worker has lost its job. */
  readonly lostAfter: number
  readonly queue: SharedQueue
  readonly tickets: Tickets
  /** A connection of its own, which only listens. */
  readonly listening: Redis
  readonly watch: JobsWatch
}

/** What is under way. */
interface UnderWay {
  readonly job: TakenJob
  readonly stop: AbortController
  run?: StylizeRun
}

/** Takes tickets, one after another, and carries out a job for each. */
export class Worker {
  readonly #place: WorkerPlace
  readonly #bull: BullWorker
  readonly #closing = new AbortController()
  /** Aborts once nobody waits for Redis any more. */
  readonly #over = new AbortController()
  #current: UnderWay | undefined
  /** Resolves once the job is no longer painted, and its state kept. */
  #painted: Promise<unknown> = Promise.resolve()
  /** What the engine is warm for. */
  #shape = ''

  constructor(place: WorkerPlace, onError: (error: Error) => void) {
    this.#place = place
    const lostMs = 1000 * place.lostAfter
    this.#bull = new BullWorker(TICKETS, async ({ id = '' }) => this.#carryOut(id), {
      connection: place.queue.redis,
      prefix: PREFIX,
      lockDuration: lostMs,
      lockRenewTime: Math.ceil(lostMs / HEARD_OF),
      stalledInterval: Math.ceil(lostMs / HEARD_OF),
      // Counted by job, in the queue.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 1000,
      skipWaitingForReady: true,
    })
    this.#bull.on('error', onError)
    place.listening.on('message', (_, text: string) => this.#obey(JSON.parse(text) as Order)) // written by services
    place.listening.subscribe(CHANNELS.orders).catch(() => {}) // it goes on by itself when Redis is back
  }

  /** Stops: the job goes on elsewhere, from its state by then. */
  async drain(): Promise<void> {
    const closed = this.#bull.close()
    const { queue, listening } = this.#place
    this.#closing.abort('drained' satisfies EndReason)
    if (this.#current) queue.leaving(this.#current.job).catch(() => {})
    this.#current?.stop.abort('drained' satisfies EndReason)
    // The evaluation comes to its end, however long that is; for a Redis that is away or full nobody waits long: the job is taken up as that
    // of a worker that died.
    const over = new AbortController()
    await Promise.race([this.#painted, awayFor(queue.redis, AWAY_MS, over.signal)])
    over.abort()
    await Promise.race([closed, pause(queue.redis.status === 'ready' ? CLOSING_MS : 0)])
    this.#over.abort('drained' satisfies EndReason)
    listening.disconnect()
  }

  async #carryOut(ticket: string): Promise<void> {
    const { queue, watch } = this.#place
    const by = randomUUID()
    const job = await inTheEnd(() => queue.take(ticket, by, this.#shape), this.#closing.signal)
    if (!job) return
    const { record } = job
    try {
      if (record.crashes >= MOST_CRASHES) {
        const error = new NstOnnxError('job-crashed', { name: record.id, count: record.crashes })
        await this.#end(job, { state: 'failed', error: error.toJSON() }, 0)
        return
      }
      watch.began(record)
      const began = performance.now()
      const painting = this.#paint(job)
      this.#painted = painting.catch(() => {})
      const ending = await painting
      await this.#end(job, ending, (performance.now() - began) / 1000)
    } catch (error) {
      // Its ticket fails with this, and whoever keeps house lets the job wait again.
      watch.trouble(record, error)
      throw error
    } finally {
      this.#current = undefined
    }
  }

  async #paint(job: TakenJob): Promise<Ending> {
    const { queue, watch, ...place } = this.#place
    const stop = new AbortController()
    const underWay: UnderWay = { job, stop }
    this.#current = underWay
    if (this.#closing.signal.aborted) stop.abort(this.#closing.signal.reason)
    const teller = new Teller(queue, job, reason => stop.abort(reason))
    let evaluations = 0
    const ending = await paintJob(job.record, place, stop.signal, {
      onRun(run) {
        underWay.run = run
      },
      onEvent(event, progress) {
        watch.stepped(job.record, Math.max(0, progress.evaluations - evaluations))
        evaluations = progress.evaluations
        teller.tell(event.event, event.event === 'step' ? progress : event, progress)
        // It was to be cancelled when its worker died: there is a picture now.
        if (job.isCancelled && event.event === 'step') stop.abort('cancelled' satisfies EndReason)
      },
      onKept() {
        queue.kept(job).catch(() => {}) // at worst, the job is blamed for a later death
      },
      onTrouble: error => watch.trouble(job.record, error),
    })
    await teller.settled()
    this.#shape = job.shape
    return ending
  }

  async #end(job: TakenJob, ending: Ending, seconds: number): Promise<void> {
    const { queue, blobs, watch } = this.#place
    const { record } = job
    if (ending.state === 'queued') return this.#giveBack(job, 0)
    if (isWorkers(ending) && record.crashes + 1 < MOST_CRASHES) {
      watch.trouble(record, NstOnnxError.from(ending.error))
      await this.#giveBack(job, 1)
      await pause(UNFIT_PAUSE_MS)
      return
    }
    const isOwn = await inTheEnd(() => queue.end(job, ending, seconds), this.#over.signal)
    if (!isOwn) return
    watch.ended({ ...record, ...ending, ended: new Date().toISOString() })
    await Promise.all(sourceBlobs(record).map(name => blobs.remove(record.folder, name).catch(() => {})))
  }

  async #giveBack(job: TakenJob, crashes: 0 | 1): Promise<void> {
    const { queue, tickets } = this.#place
    const { signal } = this.#over
    if (await inTheEnd(() => queue.giveBack(job, crashes), signal)) await inTheEnd(() => tickets.add(), signal)
  }

  #obey(order: Order): void {
    const current = this.#current
    if (current?.job.key !== order.key) return
    if (order.kind === 'cancel') current.stop.abort('cancelled' satisfies EndReason)
    else this.#show(current, order).catch(error => this.#place.watch.trouble(current.job.record, error))
  }

  async #show({ job, run }: UnderWay, { blob, options }: Extract<Order, { kind: 'preview' }>): Promise<void> {
    const bytes = await run?.preview(options)
    if (bytes) await this.#place.blobs.write(job.record.folder, blob, [bytes])
    await this.#place.queue.redis.publish(CHANNELS.told, blob)
  }
}

/** Resolves once Redis has been away for so many milliseconds, or at the signal. */
async function awayFor(redis: Redis, milliseconds: number, signal: AbortSignal): Promise<void> {
  const step = milliseconds / 10
  for (let away = 0; away < milliseconds && !signal.aborted; away = redis.status === 'ready' ? 0 : away + step)
    await pause(step, undefined, { signal }).catch(() => {})
}

/** Whether a job failed of what its worker has or lacks, so that another may do better. */
function isWorkers(ending: Ending): ending is Extract<Ending, { state: 'failed' }> {
  if (ending.state !== 'failed') return false
  const { kind, code } = ending.error
  return kind === 'weights' || kind === 'device' || (kind === 'failed' && code !== 'job-deadline')
}
