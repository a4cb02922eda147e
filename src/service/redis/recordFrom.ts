import type { JobRecord, JobState, Progress } from '../jobRecord.js'

/** A job's record out of what Redis keeps of it; undefined where it keeps nothing. */
export function recordFrom({
  job,
  state,
  crashes,
  started,
  ended,
  progress,
  outcome,
}: Readonly<Record<string, string>>): JobRecord | undefined {
  if (job === undefined) return undefined
  // Written by queueScripts.ts, out of such records.
  return {
    ...(JSON.parse(job) as Omit<JobRecord, 'state' | 'crashes'>),
    state: state as JobState,
    crashes: Number(crashes),
    ...(started !== undefined && { started }),
    ...(ended !== undefined && { ended }),
    ...(progress !== undefined && { progress: JSON.parse(progress) as Progress }),
    ...(outcome !== undefined && (JSON.parse(outcome) as Pick<JobRecord, 'picture' | 'error'>)),
  }
}
