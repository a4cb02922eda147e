import type { Redis } from 'ioredis'
import { NstOnnxError } from '../../errors.js'
import { asReached } from './connect.js'
import { KEYS } from './keys.js'
import type { RedisLedger } from './redisLedger.js'
import type { QueueStatus, SharedQueue } from './sharedQueue.js'

/** So often the queue is looked at, in milliseconds. */
const EVERY_MS = 1000
const NOTHING: QueueStatus = { queued: 0, running: 0, usedBytes: 0, promisedBytes: 0, workers: 0, pace: [] }

/** How the queue stands and whether it can be reached, as of the last second, for those who cannot wait for Redis. */
export class QueueWatch {
  status: QueueStatus = NOTHING
  features: string | undefined
  #trouble: NstOnnxError | undefined = new NstOnnxError('service-starting', {})
  readonly #queue: SharedQueue
  readonly #ledger: RedisLedger
  readonly #limit: number
  #isBound = false
  #isOver = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param limit most bytes of uploads and results */
  constructor(queue: SharedQueue, ledger: RedisLedger, limit: number) {
    this.#queue = queue
    this.#ledger = ledger
    this.#limit = limit
  }

  /** What keeps jobs from being accepted; undefined where nothing does. */
  get trouble(): NstOnnxError | undefined {
    return this.#trouble
  }

  /** Looks once, and goes on looking. Never rejects. */
  async begin(): Promise<void> {
    await this.#look()
    if (this.#isOver) return
    this.#timer = setTimeout(() => this.begin(), EVERY_MS)
    this.#timer.unref()
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  async #look(): Promise<void> {
    const { redis } = this.#queue
    try {
      if (!this.#isBound) await this.#ledger.bound(this.#limit)
      this.#isBound = true
      this.status = await this.#queue.status()
      this.features = (await redis.get(KEYS.features)) ?? undefined
      this.#trouble = (await isFull(redis)) ? new NstOnnxError('store-full', {}) : undefined
    } catch (error) {
      this.#isBound = false
      const known = asReached(error)
      this.#trouble =
        known instanceof NstOnnxError
          ? known
          : new NstOnnxError('queue-unreachable', { trouble: 'it refuses to answer' }, { cause: error })
    }
  }
}

/** Whether Redis takes nothing more. */
async function isFull(redis: Redis): Promise<boolean> {
  const memory = await redis.info('memory')
  const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0)
  const most = field('maxmemory')
  return most > 0 && field('used_memory') > most
}
