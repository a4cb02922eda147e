import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { KnownJobs } from '../../src/service/embedded/knownJobs.js'
import { RecordFiles } from '../../src/service/embedded/recordFiles.js'
import { FolderStore } from '../../src/service/folderStore.js'
import { type JobRecord, keyOf } from '../../src/service/jobRecord.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const RECORD: JobRecord = {
  id: 'a',
  owner: 'o',
  folder: 'f',
  digest: '',
  request: {},
  urgency: 3,
  created: new Date().toISOString(),
  state: 'running',
  crashes: 0,
}

test('a job that ends while its service stops has ended, and is not painted again from pictures that are gone', async () => {
  const folder = await temporaryFolder()
  const records = new RecordFiles(folder)
  await records.readAll()
  const nobody = { began() {}, stepped() {}, ended() {}, trouble() {} }
  const jobs = new KnownJobs({ blobs: new FolderStore(join(folder, 'blobs')), records, ttl: 60, watch: nobody })
  onTestFinished(() => jobs.close())
  jobs.know(RECORD, () => {})
  const ending = jobs.end(keyOf(RECORD), { state: 'succeeded' })
  await jobs.update(keyOf(RECORD), { state: 'queued' })
  await ending
  expect(jobs.get(keyOf(RECORD)).record.state).toBe('succeeded')
  expect(await records.readAll()).toMatchObject([{ state: 'succeeded' }])
})
