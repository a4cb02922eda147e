import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../dist/cli/main.js'
import { nstOnnxHere } from '../cli/nstOnnx.js'
import { png } from '../stylize/pictures.js'
import {
  clientOf,
  content,
  eventsOf,
  form,
  isStepping,
  LONG,
  QUICK,
  start,
  style,
  taken,
  temporaryFolder,
  until,
} from './serviceClient.js'

test('pictures over the limits, too many jobs and too many a minute are refused, with the time to come back', async () => {
  const limits = { bytes: 60_000, pixels: 20_000, styles: 1, size: 64, styleSize: 64, iterations: 1e6 }
  const client = clientOf(await start({ queue: 1, rate: 8, limits }))
  const refusal = async (fields: Parameters<typeof form>[0]) => {
    const answer = await client('/v1/jobs', { method: 'POST', body: form(fields) })
    return { ...((await answer.json()) as object), retryAfter: Number(answer.headers.get('retry-after')) }
  }
  expect(await refusal({ content: await png(200, 101) })).toMatchObject({
    status: 413,
    code: 'picture-over-limit',
    unit: 'pixels',
  })
  expect(await refusal({ content: new Uint8Array(60_001) })).toMatchObject({
    status: 413,
    code: 'picture-over-limit',
    unit: 'bytes',
  })
  const running = await taken(client, LONG)
  expect(await refusal({})).toMatchObject({ status: 503, code: 'queue-full', retryAfter: 10 })
  const codes: unknown[] = []
  for (let count = 0; count < 5; count++) codes.push(((await refusal({})) as { code?: string }).code)
  expect(codes).toEqual(['queue-full', 'queue-full', 'queue-full', 'queue-full', 'rate-exceeded'])
  const { retryAfter } = await refusal({})
  expect(retryAfter).toBeGreaterThan(0)
  expect(retryAfter).toBeLessThan(9)
  await client(running, { method: 'DELETE' })
})

test('a job over its deadline fails and keeps its picture; results and jobs go when their time is over, and room with them', async () => {
  const client = clientOf(await start({ deadline: 1, ttl: 1, disk: 1.5 * (content.length + style.length) + 20_000 }))
  const late = await taken(client, LONG)
  const full = await client('/v1/jobs', { method: 'POST', body: form() })
  expect(await full.json()).toMatchObject({ status: 503, code: 'disk-full' })
  const events = await eventsOf(client, late)
  expect(events.at(-1)).toMatchObject({
    event: 'failed',
    data: { error: { code: 'job-deadline' }, picture: { width: 64 } },
  })
  expect((await client(`${late}/result`)).status).toBe(200)
  await expect.poll(async () => (await client(late)).status, { timeout: 10_000 }).toBe(404)
  await taken(client)
})

test('a service that is stopped goes on where it was: the picture is the one that it would have been', async () => {
  const data = await temporaryFolder()
  const fields = { ...QUICK, iterations: 40, optimizer: 'adam' }
  const first = await start({ data })
  const whole = await taken(clientOf(first), fields)
  await until(clientOf(first), whole, ({ state }) => state === 'succeeded')
  const running = await taken(clientOf(first), { ...fields, styleBlend: '1' })
  const waiting = await taken(clientOf(first))
  await until(clientOf(first), running, isStepping)
  const client = clientOf(first)
  const waits = client(`${running}/events`)
  await first.drain()
  await (await waits).text() // ends
  await expect(client('/livez')).rejects.toThrow()

  const second = clientOf(await start({ data }))
  const bytes = async (path: string) => new Uint8Array(await (await second(`${path}/result`)).arrayBuffer())
  await until(second, waiting, ({ state }) => state === 'succeeded')
  expect(await second(running).then(answer => answer.json())).toMatchObject({ state: 'succeeded' })
  expect(await bytes(running)).toEqual(await bytes(whole))
  const neighbour = await nstOnnxHere(['serve', '--port', '0', '--data', data], { cwd: data, main })
  expect(neighbour).toMatchObject({ code: 1, stderr: expect.stringContaining('another service') })
})

test.each([
  'work',
  'serve',
])('%s says at once, in one line, that a folder for pictures cannot be written', async command => {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'file'), '')
  const words = [command, '--redis', 'redis://127.0.0.1:1', '--store', join('file', 'store')]
  expect(await nstOnnxHere(words, { cwd, main })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^nst-onnx: .*file.store: cannot be written \(ENOTDIR\); choose another folder\n$/),
  })
})
