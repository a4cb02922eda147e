import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { KEYS, PREFIX } from './keys.js'

/** The queue of BullMQ. */
export const TICKETS = 'tickets'

/**
 * Tickets: one for each job that waits or runs, for any worker to take. Which job it is, the worker finds then; whether the worker
 * still lives, and whose turn it is otherwise, BullMQ knows.
 */
export class Tickets {
  readonly #redis: Redis
  readonly #queue: Queue

  constructor(redis: Redis) {
    this.#redis = redis
    this.#queue = new Queue(TICKETS, {
      connection: redis,
      prefix: PREFIX,
      streams: { events: { maxLen: 100 } },
      skipWaitingForReady: true,
    })
    this.#queue.on('error', () => {}) // which calls are told too
  }

  /** Adds tickets. Rejects as Redis does. */
  async add(count = 1): Promise<void> {
    const ticket = { name: 'paint', data: {}, opts: { removeOnComplete: true, removeOnFail: true } }
    await this.#queue.addBulk(Array.from({ length: count }, () => ticket))
  }

  /** Adds those that are missing, because whoever accepted a job died before its ticket was there. Rejects as Redis does. */
  async complete(): Promise<void> {
    const [waiting, running] = await Promise.all([this.#redis.zcard(KEYS.waiting), this.#redis.scard(KEYS.running)])
    const counts = await this.#queue.getJobCounts('wait', 'active', 'prioritized', 'delayed')
    const there = Object.values(counts).reduce((sum, count) => sum + count, 0)
    if (there < waiting + running) await this.add(waiting + running - there)
  }

  async has(ticket: string): Promise<boolean> {
    return (await this.#redis.exists(`${PREFIX}:${TICKETS}:${ticket}`)) > 0
  }

  async close(): Promise<void> {
    await this.#queue.close()
  }
}
