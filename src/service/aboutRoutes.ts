import type { FastifyInstance } from 'fastify'
import { OPTIONS } from '../options/optionsTable.js'
import type { RequestRules } from '../stylize/requestRules.js'
import { requestSchema } from '../stylize/requestSchema.js'
import { apiPage, errorsPage } from './aboutPages.js'
import { openApi } from './openApi.js'
import type { ServiceOptions } from './serviceOptions.js'

/** What these routes tell of. */
export interface AboutOptions {
  readonly rules: RequestRules
  readonly options: ServiceOptions
  /** What keeps jobs from being carried out. */
  trouble(): string | undefined
  /** Where features come from, once that is known. */
  features(): string | undefined
}

/** The routes that tell of the service, and whether it works: without a token, since they tell of nobody's jobs. */
export function aboutRoutes(app: FastifyInstance, { rules, options, trouble, features }: AboutOptions): void {
  const { limits, queue, rate, deadline, ttl, tokens } = options
  const document = openApi(rules, tokens.length > 0)
  const about = { options: OPTIONS, limits: { ...limits, queue, rate, deadline, ttl }, schema: requestSchema(rules) }
  const [front, errors] = [apiPage(document), errorsPage()]
  app.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(front))
  app.get('/errors', (_, reply) => reply.type('text/html; charset=utf-8').send(errors))
  app.get('/openapi.json', () => document)
  app.get('/v1/options', () => about)
  app.get('/livez', { logLevel: 'silent' }, () => ({ status: 'ok' }))
  app.get('/readyz', { logLevel: 'silent' }, (_, reply) => {
    const reason = trouble()
    if (reason !== undefined) return reply.code(503).send({ status: 'not ready', reason })
    return reply.send({ status: 'ok', features: features() })
  })
}
