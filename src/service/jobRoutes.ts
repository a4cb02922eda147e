import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NstOnnxError } from '../errors.js'
import { NOBODY } from './access.js'
import type { Intake } from './intake.js'
import { isEnded, type JobRecord } from './jobRecord.js'
import type { JobStatus, Jobs } from './jobs.js'
import { eventView, jobView, pathOf } from './jobView.js'
import type { ResultFiles } from './resultFile.js'
import { sendEvents } from './sendEvents.js'
import { sendPreview, sendResult } from './sendPicture.js'

/** Most bytes of a JSON body, which is held in memory and read at one go; forms are not. */
export const JSON_BYTES = 4e6
/** Longer waits are for events. */
const MOST_WAIT_SECONDS = 600
/** A cancelled run ends after the evaluation that goes on. */
const CANCEL_WAIT_MS = 10_000
const PAGE = 50

/** What the routes stand on. */
export interface RouteOptions {
  readonly jobs: Jobs
  readonly intake: Intake
  readonly results: ResultFiles
  readonly ttl: number
  /** Throws NstOnnxError where the request has none of the tokens. */
  ownerOf(request: FastifyRequest): string
}

type WithId = FastifyRequest<{ Params: { id: string } }>

/** The routes of jobs, below `/v1/jobs`. */
export function jobRoutes(app: FastifyInstance, { jobs, intake, results, ttl, ownerOf }: RouteOptions): void {
  const showing = { ttl, prefix: app.prefix }
  const find = async (request: WithId): Promise<JobStatus> => {
    const status = await jobs.get(ownerOf(request), request.params.id.toLowerCase())
    if (!status) throw new NstOnnxError('job-unknown', { name: request.params.id.slice(0, 100) })
    return status
  }
  /** Answers that a job was taken, or with its picture where the client waits for it. */
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    owner: string,
    { record, isNew }: { record: JobRecord; isNew: boolean },
  ) => {
    reply.header('location', pathOf(record, app.prefix))
    const seconds = waitOf(request.headers.prefer)
    if (seconds !== undefined) {
      reply.header('preference-applied', `wait=${seconds}`)
      const ended = await jobs.ended(record, either(AbortSignal.timeout(1000 * seconds), gone(reply)))
      if (isEnded(ended)) return sendResult(request, reply, ended, jobs.blobs, results)
    }
    const status = await jobs.get(owner, record.id)
    if (!status) throw new NstOnnxError('job-unknown', { name: record.id })
    return reply.code(isNew || !isEnded(status.record) ? 202 : 200).send(jobView(status, showing))
  }

  app.post('/v1/jobs', { bodyLimit: JSON_BYTES }, async (request, reply) => {
    const owner = ownerOf(request)
    return answer(request, reply, owner, await intake.post(request, owner))
  })
  app.put('/v1/jobs/:id', { bodyLimit: JSON_BYTES }, async (request: WithId, reply) => {
    const owner = ownerOf(request)
    return answer(request, reply, owner, await intake.put(request, owner, request.params.id))
  })
  app.get('/v1/jobs', async request => {
    const owner = ownerOf(request)
    if (owner === NOBODY) throw new NstOnnxError('jobs-need-token', {})
    const after = queryOf(request, 'after')
    const count = Math.min(PAGE, Math.max(1, Math.floor(Number(queryOf(request, 'limit'))) || PAGE))
    const page = await jobs.list(owner, after, count + 1)
    const shown = page.slice(0, count)
    const last = shown.at(-1)?.record.id
    const next = page.length > count && `${app.prefix}/v1/jobs?limit=${count}&after=${last}`
    return { jobs: shown.map(status => jobView(status, showing)), ...(next && { next }) }
  })
  app.get('/v1/jobs/:id', async (request: WithId) => jobView(await find(request), showing))
  app.delete('/v1/jobs/:id', async (request: WithId, reply) => {
    const { record } = await find(request)
    await jobs.cancel(record)
    await jobs.ended(record, either(AbortSignal.timeout(CANCEL_WAIT_MS), gone(reply)))
    return jobView(await find(request), showing)
  })
  app.get('/v1/jobs/:id/events', async (request: WithId, reply) => {
    const { record } = await find(request)
    const after = request.headers['last-event-id']
    const from = after === undefined ? undefined : String(after)
    await sendEvents(
      reply,
      gone => jobs.events(record, from, gone),
      logged => eventView(logged, showing),
    )
  })
  app.get('/v1/jobs/:id/preview', async (request: WithId, reply) => {
    const { record } = await find(request)
    return sendPreview(request, reply, record, queryOf(request, 'size'), options =>
      record.picture ? results.preview(record.folder, record.picture, options) : jobs.preview(record, options),
    )
  })
  app.get('/v1/jobs/:id/result', async (request: WithId, reply) => {
    const { record } = await find(request)
    return sendResult(request, reply, record, jobs.blobs, results)
  })
}

/** A parameter of the query; the first, where there are several of the name. */
function queryOf({ query }: FastifyRequest, name: string): string | undefined {
  const given = [(query as Readonly<Record<string, string | string[] | undefined>>)[name]].flat() // as Fastify parses it
  return given[0]
}

/** Seconds of `Prefer: wait=N` (RFC 7240); undefined where the client does not wait. */
function waitOf(prefer: string | string[] | undefined): number | undefined {
  const [, seconds] = /(?:^|,)\s*wait\s*=\s*(\d+)\s*(?:$|[,;])/i.exec(String(prefer ?? '')) ?? []
  return seconds === undefined ? undefined : Math.min(Number(seconds), MOST_WAIT_SECONDS)
}

const either = (...signals: AbortSignal[]): AbortSignal => AbortSignal.any(signals)

/** Aborts when whoever is to be answered has left. */
function gone(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController()
  reply.raw.once('close', () => leaving.abort())
  return leaving.signal
}
