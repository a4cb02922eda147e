import type { Redis } from 'ioredis'
import { NstOnnxError } from '../../errors.js'
import type { Ledger, Writing } from '../boundedStore.js'
import { KEYS } from './keys.js'
import { REMOVED, REMOVED_FOLDER, TAKE_ROOM, WROTE } from './storeScripts.js'

/**
 * What services and workers know of a store that they share. It is in Redis, bytes that are being written included: what a process that
 * dies has taken is given back with the folder, or when the same blob is written next.
 */
export class RedisLedger implements Ledger {
  readonly #redis: Redis

  constructor(redis: Redis) {
    this.#redis = redis
  }

  /** Sets the bound, for workers too. */
  async bound(limit: number): Promise<void> {
    await this.#redis.hset(KEYS.ledger, 'limit', limit)
  }

  async take({ folder, part, isPromised }: Writing, bytes: number): Promise<void> {
    const limit = await this.#redis.eval(
      TAKE_ROOM,
      3,
      ...[KEYS.sizes(folder), KEYS.ledger, KEYS.uploads],
      ...[folder, part, bytes, isPromised ? 1 : 0, Date.now()],
    )
    if (limit !== null) throw new NstOnnxError('disk-full', { limit: Number(limit) })
  }

  async wrote({ folder, name }: Writing, bytes: number): Promise<void> {
    await this.#redis.eval(WROTE, 2, KEYS.sizes(folder), KEYS.ledger, name, bytes)
  }

  gaveUp({ folder, part }: Writing): Promise<void> {
    return this.removed(folder, part)
  }

  async removed(folder: string, name: string): Promise<void> {
    await this.#redis.eval(REMOVED, 2, KEYS.sizes(folder), KEYS.ledger, name)
  }

  async removedFolder(folder: string): Promise<void> {
    await this.#redis.eval(REMOVED_FOLDER, 3, KEYS.sizes(folder), KEYS.ledger, KEYS.uploads, folder)
  }
}
