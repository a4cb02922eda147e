import { Redis, ReplyError } from 'ioredis'
import { NstOnnxError } from '../../errors.js'

/** A service that cannot ask its queue within this time says so. */
const ANSWER_MS = 5000
const RECONNECT_MS = 1000
/** Whoever is waited for finds out soon that Redis is still away. */
const SOON_MS = 200

/** The address of a Redis server. Throws NstOnnxError `redis-address`. */
export function redisAddress(text: string): string {
  const { protocol } = URL.canParse(text) ? new URL(text) : { protocol: '' }
  if (protocol === 'redis:' || protocol === 'rediss:') return text
  throw new NstOnnxError('redis-address', { value: text.slice(0, 200) })
}

/** A connection for those whom somebody waits for: what is asked while Redis is away, or takes long, fails soon. */
export function connectForRequests(url: string): ReachedRedis {
  return connect(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS, connectTimeout: ANSWER_MS }, SOON_MS)
}

/** A connection for those who have time: what is asked while Redis is away is asked again when it is back. */
export function connectForWork(url: string): ReachedRedis {
  return connect(url, { maxRetriesPerRequest: null, connectTimeout: ANSWER_MS }, RECONNECT_MS)
}

function connect(url: string, options: object, pause: number): ReachedRedis {
  const redis = new ReachedRedis(url, { ...options, retryStrategy: times => Math.min(100 * times, pause) })
  redis.on('error', () => {}) // which commands are told too
  return redis
}

/** What Redis says while it cannot do what it is asked, and can later. */
const LATER = /^(LOADING|BUSY|MISCONF|READONLY|MASTERDOWN|TRYAGAIN|CLUSTERDOWN)/

/** A connection whose commands reject with errors of the service where the trouble passes: `store-full`, `queue-unreachable`. */
export class ReachedRedis extends Redis {
  readonly #copies: Redis[] = []
  /** Called where a command has no answer by the end. */
  readonly #unanswered = new Set<(error: Error) => void>()
  #isOver = false

  /** A connection of the same kind, which ends with this one: BullMQ waits for work on one. */
  override duplicate(...options: Parameters<Redis['duplicate']>): Redis {
    const copy = super.duplicate(...options)
    this.#copies.push(copy)
    return copy
  }

  /** Ends this connection and its copies, at once, whether Redis is there or not. What it was asked and has not answered is rejected. */
  endAll(): void {
    this.#isOver = true
    for (const each of [this, ...this.#copies]) each.disconnect()
    // A connection that is away keeps for later what it was asked, also where there is none.
    for (const reject of this.#unanswered) reject(ended())
  }

  override sendCommand(...command: Parameters<Redis['sendCommand']>): Promise<unknown> {
    const answer = new Promise((resolve, reject) => {
      if (this.#isOver) return reject(ended())
      this.#unanswered.add(reject)
      Promise.resolve(super.sendCommand(...command))
        .then(resolve, error => reject(asReached(error)))
        .finally(() => this.#unanswered.delete(reject))
    })
    answer.catch(() => {}) // the connection sends some again by itself, and looks at the first answer only
    return answer
  }
}

const ended = () => new NstOnnxError('queue-unreachable', { trouble: 'ended' })

/** The error that a command failed of, as the service's own where it passes. */
export function asReached(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error instanceof NstOnnxError) return error
  const { message } = error
  // Of scripts too, in which it comes later in the message.
  if (/\bOOM\b/.test(message)) return new NstOnnxError('store-full', {}, { cause: error })
  if (error instanceof ReplyError && !LATER.test(message)) return error
  const trouble = /timed out/.test(message) ? 'timeout' : (/^[A-Z]+\b/.exec(message)?.[0] ?? 'no connection')
  return new NstOnnxError('queue-unreachable', { trouble }, { cause: error })
}

/** Asks until Redis can do what it is asked, or the signal comes, whose reason is thrown then. */
export async function inTheEnd<Answer>(ask: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof NstOnnxError)) throw error
      signal?.throwIfAborted()
      await new Promise(resolve => setTimeout(resolve, RECONNECT_MS))
    }
  }
}
