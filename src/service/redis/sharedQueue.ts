import type { Redis } from 'ioredis'
import { NstOnnxError } from '../../errors.js'
import { QueueFull } from '../../jobs/jobQueue.js'
import { type JobRecord, keyOf, type Progress } from '../jobRecord.js'
import type { JobStatus, NewJob } from '../jobs.js'
import type { LoggedEvent } from '../loggedEvent.js'
import type { Ending } from '../paintJob.js'
import { resultBytes } from '../resultBytes.js'
import { shapeOf } from '../shapeOf.js'
import { asReached } from './connect.js'
import { CHANNELS, KEYS } from './keys.js'
import type { Order } from './orders.js'
import { ADD, ALIVE, CANCEL, END, GIVE_BACK, KEPT, LEAVING, STATUS, TAKE, TELL } from './queueScripts.js'
import { recordFrom } from './recordFrom.js'

/** A worker that was silent so long, in seconds, is taken for dead. */
const DEAD_SECONDS = 10
/** Events that are read at once. */
const EVENTS_READ = 100

/** A job in the hands of a worker. */
export interface TakenJob {
  readonly record: JobRecord
  readonly key: string
  readonly ticket: string
  /** Tells this worker, and this time, from all others that have the job or had it. */
  readonly by: string
  readonly shape: string
  readonly isCancelled: boolean
}

/** What becomes of what a worker says of a job: it goes on, is to be cancelled, or is no longer the worker's. */
export type Told = 'ok' | 'cancel' | 'lost'

/** How a queue stands. */
export interface QueueStatus {
  readonly queued: number
  readonly running: number
  readonly usedBytes: number
  readonly promisedBytes: number
  readonly workers: number
  /** Seconds that the last jobs took. */
  readonly pace: readonly number[]
}

/** What services and workers know of jobs: it is in Redis, and every change is one script. Rejects as Redis does. */
export class SharedQueue {
  readonly redis: Redis

  constructor(redis: Redis) {
    this.redis = redis
  }

  /**
   * Accepts a job.
   *
   * @param bound most jobs that may wait or run
   * @param limit most bytes of uploads and results
   * @throws NstOnnxError `queue-full`, `disk-full`, `job-other`
   */
  async add(job: NewJob, bound: number, limit: number): Promise<{ readonly isNew: boolean }> {
    const { id, owner, folder, digest, request, urgency } = job
    const key = keyOf(job)
    const kept = JSON.stringify({ ...job, created: new Date().toISOString() })
    const answer = (await this.redis.eval(
      ADD,
      8,
      ...[KEYS.job(key), KEYS.waiting, KEYS.running, KEYS.ids(owner), KEYS.uploads, KEYS.ledger, KEYS.count],
      ...[
        KEYS.events(key),
        key,
        id,
        folder,
        kept,
        digest,
        urgency,
        shapeOf(request),
        resultBytes(request),
        bound,
        limit,
      ],
    )) as string[] // what the script returns
    const [outcome, knownDigest, knownFolder] = answer
    if (outcome === 'queue-full') throw new QueueFull(bound)
    if (outcome === 'disk-full') throw new NstOnnxError('disk-full', { limit })
    if (outcome === 'known' && knownDigest !== digest) throw new NstOnnxError('job-other', { name: id })
    // One that was asked twice, since the first answer was lost, is known by its folder.
    return { isNew: outcome === 'added' || knownFolder === folder }
  }

  async get(key: string): Promise<JobStatus | undefined> {
    const [fields, rank, running] = await this.#all(
      this.redis.pipeline().hgetall(KEYS.job(key)).zrank(KEYS.waiting, key).scard(KEYS.running),
    )
    const record = recordFrom(fields as Record<string, string>)
    if (!record) return undefined
    return { record, position: typeof rank === 'number' ? rank + Number(running) : 0 }
  }

  /** An owner's jobs, the latest first, from the one after `after`. */
  async list(owner: string, after: string | undefined, count: number): Promise<JobStatus[]> {
    const score = after === undefined ? null : await this.redis.zscore(KEYS.ids(owner), after)
    const most = score === null ? '+inf' : `(${score}`
    const ids = await this.redis.zrevrangebyscore(KEYS.ids(owner), most, '-inf', 'LIMIT', 0, count)
    const found = await Promise.all(ids.map(id => this.get(keyOf({ owner, id }))))
    return found.filter(status => status !== undefined)
  }

  /** Gives a worker the job of its ticket: see TAKE. */
  async take(ticket: string, by: string, shape: string): Promise<TakenJob | undefined> {
    const key = (await this.redis.eval(
      TAKE,
      4,
      ...[KEYS.claims, KEYS.waiting, KEYS.running, KEYS.passed],
      ...[ticket, by, shape, new Date().toISOString(), KEYS.job(''), KEYS.events(''), CHANNELS.told],
    )) as string | null // what the script returns
    if (key === null) return undefined
    const fields = await this.redis.hgetall(KEYS.job(key))
    const record = recordFrom(fields)
    return record && { record, key, ticket, by, shape: fields.shape ?? '', isCancelled: fields.cancel !== undefined }
  }

  async tell({ key, by }: TakenJob, event: string, data: unknown, progress: Progress): Promise<Told> {
    return (await this.redis.eval(
      TELL,
      2,
      ...[KEYS.job(key), KEYS.events(key), by, event, JSON.stringify(data), JSON.stringify(progress), key],
      CHANNELS.told,
    )) as Told // what the script returns
  }

  async kept({ key, by }: TakenJob): Promise<void> {
    await this.redis.eval(KEPT, 1, KEYS.job(key), by)
  }

  /** Says that a worker is being stopped: see LEAVING. */
  async leaving({ key, by }: TakenJob): Promise<void> {
    await this.redis.eval(LEAVING, 1, KEYS.job(key), by)
  }

  /** Ends a job that a worker has. Returns whether this is its end, and not another one's. */
  end({ key, by, ticket }: TakenJob, ending: Exclude<Ending, { state: 'queued' }>, seconds: number): Promise<boolean> {
    return this.#end(key, by, ticket, ending, String(seconds))
  }

  /** Ends a job that waits, if it still does, and asks whoever has it to end it otherwise. Returns whether it has ended by then. */
  async cancel(key: string): Promise<boolean> {
    for (;;) {
      const order: Order = { kind: 'cancel', key }
      const state = await this.redis.eval(CANCEL, 1, KEYS.job(key), JSON.stringify(order), CHANNELS.orders)
      if (state !== 'queued') return state !== 'running'
      // Where a worker has taken it in between, it is asked.
      if (await this.#end(key, '', '', { state: 'cancelled' }, '')) return true
    }
  }

  /** Lets a job wait again, if it is still the worker's. `crashes` is 1 where that was a try that failed. Returns whether it waits. */
  async giveBack({ key, by, ticket }: Pick<TakenJob, 'key' | 'by' | 'ticket'>, crashes: 0 | 1): Promise<boolean> {
    const answer = await this.redis.eval(
      GIVE_BACK,
      5,
      ...[KEYS.job(key), KEYS.waiting, KEYS.running, KEYS.claims, KEYS.events(key)],
      ...[by, key, ticket, crashes, CHANNELS.told],
    )
    return answer === 'done'
  }

  /** Lets a job wait again whose ticket is gone, and nobody would take it up. */
  async reclaim(ticket: string, key: string): Promise<void> {
    const by = await this.redis.hget(KEYS.job(key), 'by')
    await this.giveBack({ key, ticket, by: by ?? '' }, 1)
  }

  /** What a job told after an event, or from the first that is kept. */
  async events(key: string, after: string | undefined): Promise<LoggedEvent[]> {
    const start = after === undefined ? '-' : `(${after}`
    const found = await this.redis.xrange(KEYS.events(key), start, '+', 'COUNT', EVENTS_READ)
    return found.map(([id, [, event = '', , data = 'null']]) => ({ id, event, data: JSON.parse(data) as unknown }))
  }

  async alive(worker: string): Promise<void> {
    await this.redis.eval(ALIVE, 1, KEYS.workers, worker)
  }

  async gone(worker: string): Promise<void> {
    await this.redis.zrem(KEYS.workers, worker)
  }

  async status(): Promise<QueueStatus> {
    const [queued, running, usedBytes, promisedBytes, workers, pace] = (await this.redis.eval(
      STATUS,
      5,
      ...[KEYS.waiting, KEYS.running, KEYS.ledger, KEYS.pace, KEYS.workers, DEAD_SECONDS],
    )) as [number, number, number, number, number, string[]] // what the script returns
    return { queued, running, usedBytes, promisedBytes, workers, pace: pace.map(Number) }
  }

  async #end(
    key: string,
    by: string,
    ticket: string,
    { state, ...outcome }: Exclude<Ending, { state: 'queued' }>,
    seconds: string,
  ): Promise<boolean> {
    const now = new Date()
    const event = JSON.stringify({ state, ...outcome })
    const answer = await this.redis.eval(
      END,
      8,
      ...[KEYS.job(key), KEYS.waiting, KEYS.running, KEYS.claims, KEYS.ended, KEYS.events(key), KEYS.ledger, KEYS.pace],
      ...[
        by,
        state,
        JSON.stringify(outcome),
        now.toISOString(),
        now.getTime(),
        key,
        ticket,
        seconds,
        event,
        CHANNELS.told,
      ],
    )
    return answer === 'done'
  }

  async #all(pipeline: ReturnType<Redis['pipeline']>): Promise<unknown[]> {
    const answers = (await pipeline.exec()) ?? []
    return answers.map(([error, answer]) => {
      if (error) throw asReached(error)
      return answer
    })
  }
}
