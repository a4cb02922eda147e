import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { answerUnknown, sendUnknown } from './answerErrors.js'
import { listen, orUnheard } from './listen.js'
import { Metrics } from './metrics.js'
import { SERVICE_DEFAULTS, type ServiceOptions } from './serviceOptions.js'
import { REQUEST_MS, stylizeService } from './stylizeService.js'

/** A service that listens. */
export interface Service {
  readonly url: string
  /** The address of `/metrics`, where there is a port for it. */
  readonly metricsUrl: string | undefined
  /** Stops: keeps the running job's state, so that the next start of the same folder goes on, and closes everything. */
  drain(): Promise<void>
}

/** Starts a service. Throws NstOnnxError `failed` where it cannot listen or keep its jobs. */
export async function startService(given: Partial<ServiceOptions> = {}): Promise<Service> {
  const { port, metricsPort, logLevel, ...options } = { ...SERVICE_DEFAULTS, ...given }
  const { host } = options
  const app = fastify({
    logger: { level: logLevel },
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_MS,
    // A run that is drained ends after its evaluation, however long that is.
    pluginTimeout: 0,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false,
    // Paths that cannot be decoded.
    frameworkErrors: (_error, request, reply) => sendUnknown(request, reply, ''),
    forceCloseConnections: true,
  })
  const metrics = new Metrics()
  try {
    // Not registered: it has the server for itself, what no route is for included.
    await stylizeService(app, { ...options, metrics })
    answerUnknown(app)
    const url = await orUnheard(app.listen({ host, port }), host, port)
    const metricsServer = metricsPort === undefined ? undefined : metrics.server()
    const metricsUrl = metricsServer && (await listen(metricsServer, host, metricsPort ?? 0))
    let drained: Promise<void> | undefined
    return {
      url,
      metricsUrl: metricsUrl && `${metricsUrl}/metrics`,
      drain: () => {
        drained ??= app.close().then(() => {
          metricsServer?.close()
        })
        return drained
      },
    }
  } catch (error) {
    await app.close()
    throw error
  }
}
