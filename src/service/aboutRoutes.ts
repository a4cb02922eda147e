import type { FastifyInstance } from 'fastify'
import type { NstOnnxError } from '../errors.js'
import type { RequestRules } from '../requests/requestRules.js'
import { apiPage, errorsPage } from './aboutPages.js'
import { PROBLEM_TYPE } from './answerErrors.js'
import { JOB_OPTIONS, jobSchema } from './jobOptions.js'
import { openApi } from './openApi.js'
import { problemOf } from './problem.js'
import type { ServiceOptions } from './serviceOptions.js'

/** What these routes tell of. */
export interface AboutOptions {
  readonly rules: RequestRules
  readonly options: ServiceOptions
  /** What keeps jobs from being carried out. */
  trouble(): NstOnnxError | undefined
  /** Seconds after which that may be over. */
  secondsUntilRoom(): number
  /** Where features come from, once that is known. */
  features(): string | undefined
}

/** The routes that tell of the service, and whether it works: without a token, since they tell of nobody's jobs. */
export function aboutRoutes(
  app: FastifyInstance,
  { rules, options, trouble, secondsUntilRoom, features }: AboutOptions,
): void {
  const { limits, queue, rate, deadline, ttl, tokens } = options
  const document = openApi(rules, tokens.length > 0, app.prefix)
  const about = { options: JOB_OPTIONS, limits: { ...limits, queue, rate, deadline, ttl }, schema: jobSchema(rules) }
  const [front, errors] = [apiPage(document, app.prefix), errorsPage()]
  app.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(front))
  app.get('/errors', (_, reply) => reply.type('text/html; charset=utf-8').send(errors))
  app.get('/openapi.json', () => document)
  app.get('/v1/options', () => about)
  app.get('/livez', { logLevel: 'silent' }, () => ({ status: 'ok' }))
  app.get('/readyz', { logLevel: 'silent' }, (_, reply) => {
    const reason = trouble()
    if (reason) {
      const problem = { ...problemOf(reason, app.prefix), status: 503 }
      return reply.code(503).type(PROBLEM_TYPE).header('retry-after', secondsUntilRoom()).send(problem)
    }
    return reply.send({ status: 'ok', features: features() })
  })
}
