import { type ErrorJson, NstOnnxError } from '../errors.js'
import { isFields } from '../options/shown.js'
import { isEnded, type JobRecord } from './jobRecord.js'
import type { JobStatus } from './jobs.js'
import type { LoggedEvent } from './loggedEvent.js'
import { problemOf } from './problem.js'

/** How a service shows its jobs. */
export interface Showing {
  /** The prefix of all its paths. */
  readonly prefix: string
  /** Seconds that a job is kept after its end. */
  readonly ttl: number
}

/** Where a job is found. */
export const pathOf = ({ id }: Pick<JobRecord, 'id'>, prefix: string): string => `${prefix}/v1/jobs/${id}`

/** A job as its client sees it. */
export function jobView({ record, position }: JobStatus, { prefix, ttl }: Showing): object {
  const { id, state, created, started, ended, progress, picture, error, request } = record
  const { content: _content, contentMask: _mask, styles: _styles, init: _init, ...options } = request
  const path = pathOf(record, prefix)
  return {
    id,
    state,
    ...(!isEnded(record) && { position }),
    created,
    ...(started !== undefined && { started }),
    ...(ended !== undefined && { ended, expires: new Date(Date.parse(ended) + 1000 * ttl).toISOString() }),
    options,
    ...(progress && { progress }),
    ...(picture && { picture }),
    ...(error && { error: problemOf(NstOnnxError.from(error), prefix) }),
    links: {
      self: path,
      events: `${path}/events`,
      preview: `${path}/preview`,
      ...(picture && { result: `${path}/result` }),
    },
  }
}

/** What a job told, as its client sees it: errors are problems there too. */
export function eventView(logged: LoggedEvent, { prefix }: Pick<Showing, 'prefix'>): LoggedEvent {
  const { data } = logged
  if (!isFields(data) || !isFields(data.error)) return logged
  const error = NstOnnxError.from(data.error as unknown as ErrorJson) // as the job's record has it
  return { ...logged, data: { ...data, error: problemOf(error, prefix) } }
}
