import { setTimeout as pause } from 'node:timers/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RequestRules } from '../requests/requestRules.js'
import { aboutRoutes } from './aboutRoutes.js'
import { hashOf, ownerOf, requireOwnSite } from './access.js'
import { addressPattern } from './addressPattern.js'
import { answerErrors } from './answerErrors.js'
import type { Backend } from './backend.js'
import { BodyBudget } from './bodyBudget.js'
import { openEmbedded } from './embedded/openEmbedded.js'
import { fetchAllowed } from './fetchAllowed.js'
import { Intake } from './intake.js'
import { JSON_BYTES, jobRoutes } from './jobRoutes.js'
import { loadPackages } from './loadPackages.js'
import { Metrics } from './metrics.js'
import { RateLimit } from './rateLimit.js'
import { ReadingGate } from './readingGate.js'
import { ResultFiles } from './resultFile.js'
import { SECURITY_HEADERS } from './securityHeaders.js'
import { SERVICE_DEFAULTS, type ServiceOptions } from './serviceOptions.js'
import { watchOf } from './watchOf.js'

/** Most bytes of all JSON bodies that are read at once. */
const JSON_BYTES_IN_ALL = 256e6
/** Pictures that are fetched at the same time: each is held in memory until it is stored. */
const MOST_FETCHED = 8
/** A request, and a picture that is fetched, come whole within this time. */
export const REQUEST_MS = 120_000

/** How the plugin is set up: as a service is, but for what a server decides. */
export interface StylizeServiceOptions extends Partial<Omit<ServiceOptions, 'port' | 'metricsPort' | 'logLevel'>> {
  /** Says whose a request is, by any word; throws where nobody may ask so. By default, `tokens` decide. */
  readonly ownerOf?: ((request: FastifyRequest) => string) | undefined
  /** Counts what becomes of jobs and requests. */
  readonly metrics?: Metrics | undefined
}

/**
 * A Fastify plugin that paints: the routes of a service below the prefix that it is registered with. It brings its own limits and its own
 * answers to errors. When the server closes, jobs are kept, and go on with the next start.
 *
 *     app.register(stylizeService, { prefix: '/styles', data: 'jobs', ownerOf: request => request.user.id })
 *
 * @throws NstOnnxError `failed` where it cannot keep its jobs
 */
export async function stylizeService(app: FastifyInstance, given: StylizeServiceOptions): Promise<void> {
  const options = { ...SERVICE_DEFAULTS, ...given }
  const { limits, tokens, ttl } = options
  const allowed = options.allowUrls.map(addressPattern)
  const rules = { files: false, urls: allowed.length > 0, limits }
  const metrics = given.metrics ?? new Metrics()
  const backend = await open(options, rules, app, metrics)
  const { jobs } = backend
  let drained: Promise<void> | undefined
  const drain = () => {
    drained ??= jobs.drain()
    return drained
  }
  app.addHook('preClose', () => Promise.race([drain(), justBefore(app.initialConfig.pluginTimeout)]))
  app.addHook('onClose', async () => {
    await drain()
    await backend.close()
  })
  metrics.gauge(jobs)
  const fetching = new ReadingGate(MOST_FETCHED)
  const intake = new Intake({
    jobs,
    rules,
    secret: () => backend.secret(),
    rate: new RateLimit(options.rate),
    fetch: address =>
      fetching.pass(() =>
        fetchAllowed(address, url => allowed.some(fits => fits(url)), limits.bytes, AbortSignal.timeout(REQUEST_MS)),
      ),
  })
  app.removeContentTypeParser('text/plain')
  if (!app.hasContentTypeParser('multipart/form-data')) await app.register(multipart, { throwFileSizeLimit: false })
  new BodyBudget(JSON_BYTES_IN_ALL, JSON_BYTES).watch(app)
  const secondsUntilRoom = () => jobs.secondsUntilRoom()
  answerErrors(app, secondsUntilRoom)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id)
    if (given.host !== undefined) requireOwnSite(request.headers, given.host)
  })
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered(request.method, request.routeOptions.url ?? 'none', reply.statusCode)
  })
  const { ownerOf: own } = given
  jobRoutes(app, {
    jobs,
    intake,
    results: new ResultFiles(jobs.blobs),
    ttl,
    ownerOf: request => (own ? hashOf(own(request)) : ownerOf(request.headers, tokens)),
  })
  aboutRoutes(app, {
    rules,
    options,
    trouble: () => backend.trouble(),
    secondsUntilRoom,
    features: () => backend.features(),
  })
}

/** Resolves before Fastify takes a hook for stuck and throws; an evaluation, after which a run ends, may last longer. */
async function justBefore(timeout = 0): Promise<void> {
  await (timeout > 0 ? pause(timeout / 2, undefined, { ref: false }) : new Promise(() => {}))
}

async function open(
  options: ServiceOptions,
  rules: RequestRules,
  { log }: FastifyInstance,
  metrics: Metrics,
): Promise<Backend> {
  if (options.redis === undefined)
    return openEmbedded(options, rules, watchOf(log, metrics), error =>
      log.error(error, 'no run works here at present'),
    )
  const { openRedis } = await loadPackages(import('./redis/openRedis.js'), 'redis')
  return openRedis(options.redis, options, error => log.error(error, 'the queue is not kept in order at present'))
}
