import type { BlobStore } from '../blobStore.js'
import { KEYS } from './keys.js'
import { recordFrom } from './recordFrom.js'
import type { SharedQueue } from './sharedQueue.js'
import type { Tickets } from './tickets.js'

/** Uploads that have become no job by then never will, in milliseconds: a request takes two minutes at most. */
const ABANDONED_MS = 600_000
/** What is removed at once. */
const REMOVED = 100

/** What is kept in order. */
export interface Housekeeping {
  readonly queue: SharedQueue
  readonly blobs: BlobStore
  readonly tickets: Tickets
  /** Seconds that jobs are kept after their end. */
  readonly ttl: number
}

/** Removes what has expired, and replaces tickets that are missing. One process does so at a time. Rejects as Redis does. */
export async function keepHouse(house: Housekeeping, everyMs: number): Promise<void> {
  const { queue, tickets } = house
  const { redis } = queue
  if ((await redis.set(KEYS.cleaning, 1, 'PX', everyMs, 'NX')) === null) return
  for (const [ticket, key] of Object.entries(await redis.hgetall(KEYS.claims)))
    if (!(await tickets.has(ticket))) await queue.reclaim(ticket, key)
  await tickets.complete()
  await removeExpired(house)
  await removeAbandoned(house)
}

async function removeExpired({ queue: { redis }, blobs, ttl }: Housekeeping): Promise<void> {
  const keys = await redis.zrangebyscore(KEYS.ended, '-inf', Date.now() - 1000 * ttl, 'LIMIT', 0, REMOVED)
  for (const key of keys) {
    const record = recordFrom(await redis.hgetall(KEYS.job(key)))
    // The job itself goes last: if this process dies before that, the next one does it again.
    if (record) {
      await blobs.removeFolder(record.folder)
      await redis.zrem(KEYS.ids(record.owner), record.id)
    }
    await redis.multi().unlink(KEYS.events(key), KEYS.job(key)).zrem(KEYS.ended, key).exec()
  }
}

async function removeAbandoned({ queue: { redis }, blobs }: Housekeeping): Promise<void> {
  const before = Date.now() - ABANDONED_MS
  for (const folder of await redis.zrangebyscore(KEYS.uploads, '-inf', before, 'LIMIT', 0, REMOVED))
    await blobs.removeFolder(folder)
}
