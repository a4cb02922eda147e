import { NstOnnxError } from '../errors.js'

/** More clients than this at once are forgotten, the ones that have been silent longest first. */
const MOST_CLIENTS = 10_000

interface Bucket {
  /** What the client may still ask for at once. */
  left: number
  /** Milliseconds. */
  at: number
}

/** Bounds how many jobs a client asks for in a minute; so many at once, and then evenly. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>()

  /** @param perMinute jobs of one client */
  constructor(readonly perMinute: number) {}

  /** Counts a job of a client. Throws NstOnnxError `rate-exceeded`. */
  take(client: string, now = performance.now()): void {
    const { perMinute } = this
    const bucket = this.#buckets.get(client) ?? { left: perMinute, at: now }
    bucket.left = Math.min(perMinute, bucket.left + ((now - bucket.at) / 60_000) * perMinute)
    bucket.at = now
    this.#buckets.delete(client)
    this.#buckets.set(client, bucket)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > MOST_CLIENTS && oldest !== undefined) this.#buckets.delete(oldest)
    if (bucket.left < 1) {
      const seconds = Math.ceil(((1 - bucket.left) / perMinute) * 60)
      throw new NstOnnxError('rate-exceeded', { limit: perMinute, seconds })
    }
    bucket.left--
  }
}
