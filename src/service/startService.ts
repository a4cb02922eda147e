import { randomBytes, randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import { createEngine } from '../index.js'
import { aboutRoutes } from './aboutRoutes.js'
import { ownerOf, requireOwnSite } from './access.js'
import { addressPattern } from './addressPattern.js'
import { answerErrors } from './answerErrors.js'
import { BodyBudget } from './bodyBudget.js'
import { EmbeddedJobs, type JobsWatch } from './embeddedJobs.js'
import { fetchAllowed } from './fetchAllowed.js'
import { lockFolder } from './folderLock.js'
import { FolderStore } from './folderStore.js'
import { Intake } from './intake.js'
import { jobRoutes } from './jobRoutes.js'
import { listen, orUnheard } from './listen.js'
import { Metrics } from './metrics.js'
import { RateLimit } from './rateLimit.js'
import { Readiness } from './readiness.js'
import { RecordFiles } from './recordFiles.js'
import { ResultFiles } from './resultFile.js'
import { keepSecret } from './secret.js'
import { SECURITY_HEADERS } from './securityHeaders.js'
import { SERVICE_DEFAULTS, type ServiceOptions } from './serviceOptions.js'

/** Most bytes of a JSON body, which is held in memory; forms are not. */
const JSON_BYTES = 16e6
/** Most bytes of all JSON bodies that are read at once. */
const JSON_BYTES_IN_ALL = 256e6
/** A request comes whole within this time. */
const REQUEST_MS = 120_000

/** A service that listens. */
export interface Service {
  readonly url: string
  /** The address of `/metrics`, where there is a port for it. */
  readonly metricsUrl: string | undefined
  /** Stops: keeps the running job's state, so that the next start of the same folder goes on, and closes everything. */
  drain(): Promise<void>
}

/** Starts a service with a queue of its own. Throws NstOnnxError `failed` where it cannot listen or keep its jobs. */
export async function startService(given: Partial<ServiceOptions> = {}): Promise<Service> {
  const options = { ...SERVICE_DEFAULTS, ...given }
  const { limits, tokens, ttl, host } = options
  const allowed = options.allowUrls.map(addressPattern)
  const rules = { files: false, urls: allowed.length > 0, limits }
  const data = resolve(options.data)
  const unlock = await lockFolder(data)
  const engine = createEngine({ ...rules, device: options.device, threads: options.threads, memory: options.memory })
  try {
    const app = fastify({
      logger: { level: options.logLevel },
      genReqId: () => randomUUID(),
      bodyLimit: JSON_BYTES,
      requestTimeout: REQUEST_MS,
      routerOptions: { maxParamLength: 100 },
      return503OnClosing: false,
      forceCloseConnections: true,
    })
    const blobs = await FolderStore.open(join(data, 'blobs'), options.disk)
    const metrics = new Metrics({ counts: () => jobs.counts(), usedBytes: () => blobs.usedBytes })
    const jobs = await EmbeddedJobs.open({
      ...options,
      bound: options.queue,
      engine,
      blobs,
      records: new RecordFiles(join(data, 'jobs')),
      watch: watchOf(app, metrics),
    })
    const readiness = new Readiness(engine)
    const secret = await keepSecret(join(data, 'secret'), () => randomBytes(32))
    const intake = new Intake({
      jobs,
      rules,
      secret,
      rate: new RateLimit(options.rate),
      fetch: address =>
        fetchAllowed(address, url => allowed.some(fits => fits(url)), limits.bytes, AbortSignal.timeout(REQUEST_MS)),
    })
    app.removeContentTypeParser('text/plain')
    await app.register(multipart, { throwFileSizeLimit: false })
    new BodyBudget(JSON_BYTES_IN_ALL, JSON_BYTES).watch(app)
    answerErrors(app, () => jobs.secondsUntilRoom())
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(SECURITY_HEADERS).header('x-request-id', request.id)
      requireOwnSite(request.headers, host)
    })
    app.addHook('onResponse', async (request, reply) => {
      metrics.answered(request.method, request.routeOptions.url ?? 'none', reply.statusCode)
    })
    const results = new ResultFiles(blobs)
    jobRoutes(app, { jobs, intake, results, ttl, ownerOf: request => ownerOf(request.headers, tokens) })
    aboutRoutes(app, {
      rules,
      options,
      trouble: () => jobs.trouble() ?? readiness.trouble,
      features: () => readiness.features,
    })
    const url = await orUnheard(app.listen({ host, port: options.port }), host, options.port)
    const metricsServer = options.metricsPort === undefined ? undefined : metrics.server()
    const metricsUrl = metricsServer && (await listen(metricsServer, host, options.metricsPort ?? 0))
    readiness.try(error => app.log.error(error, 'no run works here at present'))
    let drained: Promise<void> | undefined
    const drain = async () => {
      readiness.stop()
      await jobs.drain()
      await app.close()
      metricsServer?.close()
      await engine.close()
      await unlock()
    }
    return {
      url,
      metricsUrl: metricsUrl && `${metricsUrl}/metrics`,
      drain: () => {
        drained ??= drain()
        return drained
      },
    }
  } catch (error) {
    await engine.close()
    await unlock()
    throw error
  }
}

/** Counts what becomes of jobs, and says it in the log. */
function watchOf({ log }: FastifyInstance, metrics: Metrics): JobsWatch {
  return {
    began(record) {
      metrics.began(record)
      log.info({ job: record.id }, 'job began')
    },
    stepped: (record, evaluations) => metrics.stepped(record, evaluations),
    ended(record) {
      metrics.ended(record)
      log.info({ job: record.id, state: record.state, code: record.error?.code }, 'job ended')
    },
    trouble: (record, error) => log.error({ job: record.id, err: error }, 'a job cannot be kept as it should'),
  }
}
