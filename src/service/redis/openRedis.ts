import { randomBytes } from 'node:crypto'
import type { Backend } from '../backend.js'
import { BoundedStore } from '../boundedStore.js'
import type { ServiceOptions } from '../serviceOptions.js'
import { connectForRequests, connectForWork, redisAddress } from './connect.js'
import { keepHouse } from './housekeeping.js'
import { KEYS } from './keys.js'
import { Notices } from './notices.js'
import { openStore } from './openStore.js'
import { QueueWatch } from './queueWatch.js'
import { RedisJobs } from './redisJobs.js'
import { RedisLedger } from './redisLedger.js'
import { RedisStore } from './redisStore.js'
import { SharedQueue } from './sharedQueue.js'
import { Tickets } from './tickets.js'

/** So often expired jobs are looked for, in milliseconds, by one of all services. */
const HOUSE_MS = 3000

/**
 * Opens a queue that workers share. Redis need not be there yet.
 *
 * @param onTrouble told what is not kept in order at present
 * @throws NstOnnxError `redis-address`, `data-unusable`
 */
export async function openRedis(
  address: string,
  options: ServiceOptions,
  onTrouble: (error: unknown) => void,
): Promise<Backend> {
  const url = redisAddress(address)
  const { store, disk, ttl, queue: bound } = options
  const own = await openStore(store)
  const redis = connectForRequests(url)
  const notices = new Notices(connectForWork(url))
  const queue = new SharedQueue(redis)
  const tickets = new Tickets(redis)
  const ledger = new RedisLedger(redis)
  const blobs = new BoundedStore(own ?? new RedisStore(redis), ledger)
  const watch = new QueueWatch(queue, ledger, disk)
  await watch.begin()
  const jobs = new RedisJobs({ queue, tickets, notices, watch, blobs, bound, disk })
  const everyMs = Math.min(HOUSE_MS, 250 * ttl)
  const keeping = setInterval(() => {
    if (!watch.trouble) keepHouse({ queue, blobs, tickets, ttl }, everyMs).catch(onTrouble)
  }, everyMs)
  keeping.unref()
  return {
    jobs,
    async secret() {
      await redis.setnx(KEYS.secret, randomBytes(32).toString('hex'))
      return Buffer.from((await redis.get(KEYS.secret)) ?? '', 'hex')
    },
    trouble: () => jobs.trouble(),
    features: () => watch.features,
    async close() {
      clearInterval(keeping)
      watch.stop()
      notices.close()
      await tickets.close().catch(() => {})
      redis.endAll()
    },
  }
}
