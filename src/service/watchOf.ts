import type { FastifyBaseLogger } from 'fastify'
import type { JobsWatch } from './jobsWatch.js'
import type { Metrics } from './metrics.js'

/** Counts what becomes of jobs, and says it in the log. */
export function watchOf(log: FastifyBaseLogger, metrics: Metrics): JobsWatch {
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
