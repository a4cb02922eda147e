import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NstOnnxError } from '../errors.js'
import { problemOf } from './problem.js'
import { SECURITY_HEADERS } from './securityHeaders.js'

/** The media type of problems. */
export const PROBLEM_TYPE = 'application/problem+json'

/** Answers every error as a problem. Those that pass say when to try again. */
export function answerErrors(app: FastifyInstance, secondsUntilRoom: () => number): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, app.prefix)
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'a request failed')
    if (problem.status === 429) reply.header('retry-after', problem.seconds)
    if (problem.status === 503) reply.header('retry-after', secondsUntilRoom())
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    // What is left of a body is not read.
    if (request.method === 'POST' || request.method === 'PUT') reply.header('connection', 'close')
    return reply.code(problem.status).type(PROBLEM_TYPE).send(problem)
  })
}

/** Answers what no route is for, where the service has the server for itself. */
export function answerUnknown(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendUnknown(request, reply, app.prefix))
}

/** Sends that there is nothing at a path. */
export function sendUnknown(request: FastifyRequest, reply: FastifyReply, prefix: string): void {
  const name = `${request.method} ${request.url.slice(0, 200)}`
  const problem = problemOf(new NstOnnxError('route-unknown', { name }), prefix)
  reply.code(problem.status).type(PROBLEM_TYPE).headers(SECURITY_HEADERS).send(problem)
}
