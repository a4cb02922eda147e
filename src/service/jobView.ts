import { isEnded, type JobRecord } from './jobRecord.js'
import type { JobStatus } from './jobs.js'
import { problemOfJson } from './problem.js'

/** Where a job is found. */
export const pathOf = ({ id }: Pick<JobRecord, 'id'>): string => `/v1/jobs/${id}`

/**
 * A job as its client sees it.
 *
 * @param ttl seconds that it is kept after its end
 */
export function jobView({ record, position }: JobStatus, ttl: number): object {
  const { id, state, created, started, ended, progress, picture, error, request } = record
  const { content: _content, styles: _styles, init: _init, ...options } = request
  const path = pathOf(record)
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
    ...(error && { error: problemOfJson(error) }),
    links: {
      self: path,
      events: `${path}/events`,
      preview: `${path}/preview`,
      ...(picture && { result: `${path}/result` }),
    },
  }
}
