import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { createEngine } from '../../index.js'
import { BoundedStore } from '../boundedStore.js'
import { listen } from '../listen.js'
import { Metrics } from '../metrics.js'
import { Readiness } from '../readiness.js'
import { SERVICE_DEFAULTS, type ServiceOptions } from '../serviceOptions.js'
import { watchOf } from '../watchOf.js'
import { connectForWork, redisAddress } from './connect.js'
import { KEYS } from './keys.js'
import { openStore } from './openStore.js'
import { RedisLedger } from './redisLedger.js'
import { RedisStore } from './redisStore.js'
import { SharedQueue } from './sharedQueue.js'
import { Tickets } from './tickets.js'
import { Worker } from './worker.js'

/** A worker says so often that it lives, in milliseconds. */
const ALIVE_MS = 2000

/** How a worker is set up: like a service, as far as it has to do with painting. */
export interface WorkerOptions
  extends Partial<
    Pick<
      ServiceOptions,
      | 'host'
      | 'metricsPort'
      | 'deadline'
      | 'store'
      | 'checkpointEvery'
      | 'lostAfter'
      | 'device'
      | 'threads'
      | 'memory'
      | 'logLevel'
    >
  > {
  /** The queue, as redis://HOST:PORT. */
  readonly redis: string
}

/** A worker that takes jobs. */
export interface RunningWorker {
  readonly metricsUrl: string | undefined
  /** Stops: the running job goes on elsewhere, from its state by then. */
  drain(): Promise<void>
}

/**
 * Starts a worker, which carries out the jobs of a queue once a run has worked here. Redis need not be there yet.
 *
 * @throws NstOnnxError `redis-address`, `service-address`, `data-unusable`
 */
export async function startWorker(given: WorkerOptions): Promise<RunningWorker> {
  const options = { ...SERVICE_DEFAULTS, ...given }
  const { device, threads, memory, store, deadline, checkpointEvery, lostAfter, metricsPort, host } = options
  const url = redisAddress(given.redis)
  const own = await openStore(store)
  const { log } = fastify({ logger: { level: options.logLevel } })
  // What a job may ask for, the service has checked.
  const engine = createEngine({ files: false, device, threads, memory })
  const metrics = new Metrics()
  const metricsServer = metricsPort === undefined ? undefined : metrics.server()
  const metricsUrl = metricsServer && (await listen(metricsServer, host, metricsPort ?? 0))
  const redis = connectForWork(url)
  const queue = new SharedQueue(redis)
  const tickets = new Tickets(redis)
  const id = randomUUID()
  const readiness = new Readiness(engine)
  let worker: Worker | undefined
  let isOver = false
  const begin = () => {
    if (isOver) return
    const blobs = new BoundedStore(own ?? new RedisStore(redis), new RedisLedger(redis))
    const listening = connectForWork(url)
    const place = { engine, blobs, deadline, checkpointEvery, lostAfter, queue, tickets, listening }
    // Said once until it is over: a connection is tried again every second.
    let isSaid = false
    redis.on('ready', () => {
      isSaid = false
    })
    worker = new Worker({ ...place, watch: watchOf(log, metrics) }, error => {
      if (!isSaid) log.warn({ err: error }, 'Redis does not answer as it should')
      isSaid = true
    })
    log.info('takes jobs')
  }
  const alive = setInterval(() => {
    if (!worker || redis.status !== 'ready') return
    queue.alive(id).catch(() => {}) // said again soon
    if (readiness.features !== undefined) redis.set(KEYS.features, readiness.features).catch(() => {})
  }, ALIVE_MS)
  readiness.tryUntilReady(error => log.error(error, 'no run works here at present')).then(begin)
  let drained: Promise<void> | undefined
  const drain = async () => {
    isOver = true
    clearInterval(alive)
    readiness.stop()
    await worker?.drain()
    if (redis.status === 'ready') await queue.gone(id).catch(() => {})
    redis.endAll()
    metricsServer?.close()
    await engine.close()
  }
  return {
    metricsUrl: metricsUrl && `${metricsUrl}/metrics`,
    drain: () => {
      drained ??= drain()
      return drained
    },
  }
}
