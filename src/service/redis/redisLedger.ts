import type { Redis } from 'ioredis'
import { NstOnnxError } from '../../errors.js'
import type { Ledger } from '../boundedStore.js'
import { KEYS } from './keys.js'
import { OPEN, REMOVED, REMOVED_FOLDER, WROTE } from './storeScripts.js'

/**
 * What services and workers know of a store that they share. Each counts what it is writing itself, and knows of the others what they have
 * written: the bound may be overstepped by what they are writing.
 */
export class RedisLedger implements Ledger {
  readonly #redis: Redis
  #held = 0
  #limit = Number.POSITIVE_INFINITY
  #taken = 0

  constructor(redis: Redis) {
    this.#redis = redis
  }

  /** Sets the bound, for workers too. */
  async bound(limit: number): Promise<void> {
    this.#limit = limit
    await this.#redis.hset(KEYS.ledger, 'limit', limit)
  }

  /** Takes note of what is held in all. */
  note(usedBytes: number, promisedBytes: number): void {
    this.#held = usedBytes + promisedBytes
  }

  async opens(folder: string): Promise<void> {
    await this.#redis.eval(OPEN, 2, KEYS.sizes(folder), KEYS.uploads, folder, Date.now())
  }

  take(bytes: number, isPromised: boolean): void {
    if (!isPromised && this.#held + this.#taken + bytes > this.#limit)
      throw new NstOnnxError('disk-full', { limit: this.#limit })
    this.#taken += bytes
  }

  give(bytes: number): void {
    this.#taken -= bytes
  }

  async wrote(folder: string, name: string, bytes: number): Promise<void> {
    const answer = await this.#redis.eval(WROTE, 2, KEYS.sizes(folder), KEYS.ledger, name, bytes)
    const [used, promised, limit] = answer as (string | null)[] // what the script returns
    this.note(Number(used), Number(promised))
    if (limit !== null) this.#limit = Number(limit)
  }

  async removed(folder: string, name: string): Promise<void> {
    await this.#redis.eval(REMOVED, 2, KEYS.sizes(folder), KEYS.ledger, name)
  }

  async removedFolder(folder: string): Promise<void> {
    await this.#redis.eval(REMOVED_FOLDER, 3, KEYS.sizes(folder), KEYS.ledger, KEYS.uploads, folder)
  }
}
