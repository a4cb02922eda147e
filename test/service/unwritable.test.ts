import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectPicture } from '../../src/images/inspectPicture.js'
import {
  clientOf,
  eventsOf,
  form,
  isStepping,
  LONG,
  QUICK,
  read,
  type ServerEvent,
  start,
  taken,
  temporaryFolder,
  until,
} from './serviceClient.js'

/** Takes the folder of records away, as a disk that is full or broken does, also from root. Returns how to bring it back. */
async function unwritable(data: string): Promise<() => Promise<void>> {
  const [jobs, away] = [join(data, 'jobs'), join(data, 'away')]
  await rename(jobs, away)
  await writeFile(jobs, '')
  return async () => {
    await rename(jobs, join(data, 'broken'))
    await rename(away, jobs)
  }
}

const kinds = (events: readonly ServerEvent[]) => new Set(events.map(({ event }) => event))

test('a job whose end cannot be written down has not ended: it ends once it can, and nobody is told otherwise', async () => {
  const data = await temporaryFolder()
  const client = clientOf(await start({ data }))
  await until(client, '/readyz', ({ status }) => status === 'ok')
  const running = await taken(client, LONG)
  await until(client, running, isStepping)
  const mend = await unwritable(data)
  const told = eventsOf(client, running)
  expect(await read(client, running)).toMatchObject({ state: 'running' })
  client(running, { method: 'DELETE' })
  await expect.poll(async () => (await client('/readyz')).status).toBe(503)
  expect(await read(client, '/readyz')).toMatchObject({ code: 'jobs-not-kept' })
  expect(await read(client, running)).toMatchObject({ state: 'running' })
  const path = `/v1/jobs/${randomUUID()}`
  const refused = await Promise.all([1, 2, 3].map(() => client(path, { method: 'PUT', body: form() })))
  for (const answer of refused) expect(await answer.json()).toMatchObject({ status: 503, code: 'jobs-not-kept' })
  expect((await client(path)).status).toBe(404)
  await mend()
  expect(kinds(await told)).toContain('cancelled')
  expect(await read(client, running)).toMatchObject({ state: 'cancelled', picture: { stopped: 'interrupted' } })
  expect((await client('/readyz')).status).toBe(200)
})

test('where it cannot until the service stops, the next one paints the job again, from what is still there', async () => {
  const data = await temporaryFolder()
  const first = await start({ data })
  const client = clientOf(first)
  const job = await taken(client, { ...QUICK, iterations: 300, optimizer: 'adam' })
  await until(client, job, isStepping)
  const mend = await unwritable(data)
  const told = eventsOf(client, job)
  await until(client, '/readyz', ({ code }) => code === 'jobs-not-kept')
  await first.drain()
  expect([...kinds(await told)]).not.toEqual(expect.arrayContaining(['succeeded', 'failed']))
  await mend()
  const next = clientOf(await start({ data }))
  const ended = await until(next, job, ({ state }) => state !== 'queued' && state !== 'running')
  expect(ended).toMatchObject({ state: 'succeeded', picture: { iterations: 300 } })
  const bytes = new Uint8Array(await (await next(`${job}/result`)).arrayBuffer())
  expect(inspectPicture(bytes, 'result')).toMatchObject({ width: 64 })
})
