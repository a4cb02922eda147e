import { NstOnnxError } from '../../errors.js'
import type { BlobStore } from '../blobStore.js'
import type { FolderStore } from '../folderStore.js'
import { isEnded, type JobRecord, keyOf, MOST_CRASHES } from '../jobRecord.js'
import type { KnownJobs } from './knownJobs.js'
import type { WaitingLine } from './waitingLine.js'

/** Where what an earlier process has left is taken up. */
interface LeftPlace {
  readonly store: FolderStore
  readonly blobs: BlobStore
  readonly jobs: KnownJobs
  readonly waiting: WaitingLine
  /** Keeps room for the picture of a job that was accepted. */
  room(record: JobRecord): () => void
}

/** Takes up the jobs that an earlier process has left. Those that ran when it died wait again, unless they are to blame. */
export async function takeUpLeft(left: readonly JobRecord[], place: LeftPlace): Promise<void> {
  const { store, blobs, jobs, waiting, room } = place
  const records = left.toSorted((a, b) => (a.created < b.created ? -1 : 1))
  for (const record of records) jobs.know(record, isEnded(record) ? () => {} : room(record))
  const folders = new Set(records.map(({ folder }) => folder))
  for (const folder of await store.folders()) if (!folders.has(folder)) await blobs.removeFolder(folder) // of uploads that were not ended
  for (const record of records) {
    const key = keyOf(record)
    if (record.state === 'running') await putBack(key, record, place)
    else if (record.state === 'queued') waiting.add(key, record.urgency)
  }
}

async function putBack(key: string, record: JobRecord, { jobs, waiting }: LeftPlace): Promise<void> {
  const crashes = record.crashes + 1
  if (crashes < MOST_CRASHES) {
    await jobs.update(key, { state: 'queued', crashes })
    waiting.add(key, record.urgency)
    return
  }
  const error = new NstOnnxError('job-crashed', { name: record.id, count: crashes })
  // Not waited for: it has ended once that is on disk.
  jobs.end(key, { state: 'failed', crashes, error: error.toJSON() })
}
