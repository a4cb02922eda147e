import type { JobRecord } from './jobRecord.js'

/** What those who carry jobs out tell those who count. */
export interface JobsWatch {
  began(record: JobRecord): void
  stepped(record: JobRecord, evaluations: number): void
  ended(record: JobRecord): void
  trouble(record: JobRecord, error: unknown): void
}
