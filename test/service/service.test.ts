import { randomUUID } from 'node:crypto'
import { encodePicture, pictureFile, readRecipe, stylize } from 'nst-onnx'
import { expect, test } from 'vitest'
import { inspectPicture } from '../../src/images/inspectPicture.js'
import { picture } from '../images/grid.js'
import { png } from '../stylize/pictures.js'
import {
  clientOf,
  content,
  eventsOf,
  form,
  isStepping,
  LONG,
  QUICK,
  read,
  start,
  style,
  taken,
  until,
} from './serviceClient.js'

/** Left red, right blue, in the shape of a picture. */
function maskOf(file: Uint8Array): Promise<Uint8Array> {
  const { width, height } = inspectPicture(file, 'picture')
  const mask = picture(width, height, (channel, x) => (channel === (x < width / 2 ? 0 : 2) ? 1 : 0))
  return encodePicture(mask, { format: 'png' })
}

// One service for two clients, each with a token.

const service = await start({ tokens: ['first', 'second'], metricsPort: 0 })
const client = clientOf(service, 'first')
const neighbour = clientOf(service, 'second')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const isEnded = ({ state }: Record<string, unknown>) => state !== 'queued' && state !== 'running'

test('a form goes in, events tell how it goes, and the picture is the one that a run of its own gives', async () => {
  const answer = await client('/v1/jobs', { method: 'POST', body: form() })
  expect(answer.status).toBe(202)
  const path = answer.headers.get('location') ?? ''
  expect(await answer.json()).toMatchObject({ links: { self: path } })
  const events = await eventsOf(client, path)
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['queued', 'running', 'start', 'step', 'done']),
  )
  expect(events.at(-1)).toMatchObject({ event: 'succeeded', data: { picture: { iterations: 5 } } })
  expect(JSON.stringify(events)).not.toContain('.safetensors') // where weights lie here is nobody's affair
  expect(await eventsOf(client, path, { after: events.at(-2)?.id })).toEqual(events.slice(-1))
  const afterAll = await client(`${path}/events`, { headers: { 'last-event-id': events.at(-1)?.id ?? '' } })
  expect(afterAll.status).toBe(204)

  const result = await client(`${path}/result`)
  expect(result.headers.get('content-type')).toBe('image/png')
  const bytes = new Uint8Array(await result.arrayBuffer())
  const alone = await stylize({
    content: { bytes: content, name: 'content' },
    style: { bytes: style, name: 'style.0' },
    size: 64,
    iterations: 5,
    threads: 1,
    styleLayers: ['conv1_1'],
    contentLayers: ['conv1_1'],
  }).result
  expect(bytes).toEqual(new Uint8Array(await pictureFile(alone.image, 'png', { recipe: alone.recipe })))

  const etag = result.headers.get('etag') ?? ''
  expect((await client(`${path}/result`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const part = await client(`${path}/result`, { headers: { range: 'bytes=10-19' } })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`)
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20))
  expect((await client(`${path}/result`, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416)
  const webp = await client(`${path}/result`, { headers: { accept: 'image/webp,image/png;q=0.5' } })
  expect(webp.headers.get('content-type')).toBe('image/webp')
  expect(Buffer.from(await webp.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP')
  expect((await client(`${path}/result`, { headers: { accept: 'text/html' } })).status).toBe(406)
  const small = new Uint8Array(await (await client(`${path}/preview?size=32`)).arrayBuffer())
  expect(inspectPicture(small, 'preview')).toMatchObject({ width: 32 })
  expect((await client(`${path}/preview?size=small`)).status).toBe(400)
})

test('JSON goes in, and whoever waits gets the picture', async () => {
  const body = {
    content: { bytes: base64(content) },
    styles: [{ picture: { bytes: base64(style) }, weight: 2 }, { picture: { bytes: base64(content) } }],
    ...QUICK,
    styleLayers: ['conv1_1'],
    contentLayers: ['conv1_1'],
  }
  const answer = await client('/v1/jobs', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', prefer: 'wait=60', accept: 'image/jpeg' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(await read(client, answer.headers.get('location') ?? '')).toMatchObject({ state: 'succeeded' })
})

test('one id and one key make one job; another request under them is refused; nobody else has them', async () => {
  const path = `/v1/jobs/${randomUUID()}`
  const put = (ask: typeof client, fields = {}) => ask(path, { method: 'PUT', body: form(fields) })
  const answers = await Promise.all([put(client), put(client), put(client)])
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  await until(client, path, isEnded)
  expect((await put(client)).status).toBe(200)
  expect(await (await put(client, { seed: 1, init: 'noise' })).json()).toMatchObject({ status: 409, code: 'job-other' })
  expect((await neighbour(path)).status).toBe(404)
  expect((await put(neighbour, { seed: 1, init: 'noise' })).status).toBe(202)
  expect((await client('/v1/jobs/1', { method: 'PUT', body: form() })).status).toBe(400)
  const keyed = await Promise.all([1, 2, 3].map(() => taken(client, {}, { 'idempotency-key': 'mine' })))
  expect(new Set(keyed).size).toBe(1)
  expect(await taken(neighbour, {}, { 'idempotency-key': 'mine' })).not.toBe(keyed[0])
})

test('a list holds the own jobs alone, the latest first, by pages', async () => {
  const { jobs, next } = await read(client, '/v1/jobs?limit=2')
  expect(jobs).toHaveLength(2)
  const rest = await read(client, next ?? '')
  expect(rest.jobs?.map(({ id }) => id)).not.toContain(jobs?.[0]?.id)
  const others = await read(neighbour, '/v1/jobs')
  expect(others.jobs).toHaveLength(2)
})

test('a running job shows its picture so far, and keeps the best one when it is cancelled; one that waits has none', async () => {
  const running = await taken(client, LONG)
  const waiting = await taken(client)
  await until(client, running, isStepping)
  expect(await read(client, waiting)).toMatchObject({ state: 'queued', position: 1 })
  const preview = await client(`${running}/preview?size=32`, { headers: { accept: 'image/jpeg' } })
  expect(preview.headers.get('content-type')).toBe('image/jpeg')
  expect(await (await client(`${running}/result`)).json()).toMatchObject({ status: 409, code: 'job-unfinished' })
  expect(await (await client(waiting, { method: 'DELETE' })).json()).toMatchObject({ state: 'cancelled' })
  expect((await client(`${waiting}/result`)).status).toBe(410)
  const cancelled = await client(running, { method: 'DELETE' })
  expect(await cancelled.json()).toMatchObject({ state: 'cancelled', picture: { stopped: 'interrupted' } })
  expect((await client(`${running}/result`)).status).toBe(200)
})

test('what is wrong is a problem with a code, told at once', async () => {
  // What its header says is more than may be decoded.
  const bomb = Buffer.from(await png(16, 16))
  bomb.writeUInt32BE(20_000, 16)
  bomb.writeUInt32BE(2000, 20)
  const wrong: [Parameters<typeof form>[0], number, string][] = [
    [{ content: Uint8Array.of(1, 2, 3) }, 422, 'picture-format-unknown'],
    [{ content: '/etc/passwd' }, 403, 'file-switched-off'],
    [{ content: 'http://127.0.0.1/x.png' }, 403, 'address-switched-off'],
    [{ init: '/etc/passwd' }, 403, 'file-switched-off'],
    [{ weights: '/etc/passwd' }, 403, 'file-switched-off'],
    [{ size: 1025 }, 400, 'over-limit'],
    [{ size: 'large' }, 400, 'option-not-a-number'],
    [{ seize: 64 }, 400, 'option-unknown'],
    [{ styleBlend: '1,2' }, 400, 'blend-count'],
    [{ options: '{' }, 400, 'body-malformed'],
    [{ options: '{"seed":1}', seed: 2 }, 400, 'form-field-twice'],
    [{ options: '{"content":"/etc/passwd"}' }, 400, 'form-field-twice'],
    [{ seed: '1'.repeat(200_000) }, 413, 'body-too-large'],
    [{ seed: Uint8Array.of(1) }, 400, 'body-malformed'],
    [{ options: '{"resumeFrom":{"bytes":"AAAA"}}' }, 400, 'option-unknown'],
    [{ options: '{"signal":{}}' }, 400, 'option-unknown'],
    [{ device: 'cpu' }, 400, 'option-not-of-job'],
    [{ threads: 1 }, 400, 'option-not-of-job'],
    [{ memory: '1GB' }, 400, 'option-not-of-job'],
    [{ window: 64 }, 400, 'option-not-of-job'],
    [{ options: '{"mapPrecision":"half"}' }, 400, 'option-not-of-job'],
    [{ styleBlend: 'much' }, 400, 'blend-malformed'],
    [{ styleBlend: '' }, 400, 'blend-malformed'],
    [{ contentMask: '' }, 422, 'picture-unnamed'],
    [{ styleMask: 'mask.png' }, 403, 'file-switched-off'],
    [{ contentMask: bomb, options: '{"regions":{"red":1}}' }, 413, 'picture-over-limit'],
    [{ contentMask: content, styleMask: bomb }, 413, 'picture-over-limit'],
  ]
  for (const [fields, status, code] of wrong) {
    const answer = await client('/v1/jobs', { method: 'POST', body: form(fields) })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const problem = (await answer.json()) as Record<string, unknown>
    expect(problem).toMatchObject({ status, code, type: `/errors#${code}` })
    // Clients have neither a command line nor this package at hand.
    expect(`${problem.title} ${problem.detail}`).not.toMatch(/engine|OPTIONS|Uint8Array|\burls\b|\bfiles:|--\w/)
    expect(answer.status).toBe(status)
  }
  const post = (body: string, type: string) =>
    client('/v1/jobs', { method: 'POST', body, headers: { 'content-type': type } })
  expect((await post('{', 'application/json')).status).toBe(400)
  expect((await post('x', 'text/plain')).status).toBe(415)
  expect(
    (
      await post(
        '--x\r\nContent-Disposition: form-data; name="content"; filename="a"\r\n\r\nabc',
        'multipart/form-data; boundary=x',
      )
    ).status,
  ).toBe(400)
  expect((await clientOf(service)('/v1/jobs')).status).toBe(401)
  expect((await clientOf(service, 'wrong')('/v1/jobs')).status).toBe(401)
  for (const path of ['/v1/nothing', '/v1/jobs/%ff'])
    expect(await (await client(path)).json()).toMatchObject({ status: 404, code: 'route-unknown' })
  expect((await client('/v1/options', { headers: { origin: 'http://example.org' } })).status).toBe(403)
})

test('the service says what it is, whether it works, and what it has done', async () => {
  await until(client, '/readyz', ({ status }) => status === 'ok')
  expect((await client('/livez')).status).toBe(200)
  expect(await read(client, '/openapi.json')).toMatchObject({ openapi: '3.1.0', paths: { '/v1/jobs/{id}/result': {} } })
  const about = await read(client, '/v1/options')
  expect(about).toMatchObject({ limits: { size: 1024 }, options: { size: { min: 16 } }, schema: { type: 'object' } })
  const told = JSON.stringify([about, await read(client, '/openapi.json')])
  for (const field of ['device', 'threads', 'memory', 'resumeFrom']) expect(told).not.toContain(`"${field}":`)
  expect(await (await client('/')).text()).toContain('/v1/jobs/{id}')
  expect(await (await client('/errors')).text()).toContain('id="queue-full"')
  const metrics = await (await fetch(service.metricsUrl ?? '')).text()
  expect(metrics).toMatch(/nst_onnx_jobs_total\{state="succeeded",code=""\} \d/)
  expect(metrics).toMatch(/nst_onnx_evaluations_total \d/)
  expect((await client('/metrics')).status).toBe(404)
})

test('masks go in as files of a form, and are masks in the picture that comes out', async () => {
  const [contentMask, styleMask] = [await maskOf(content), await maskOf(style)]
  const options = JSON.stringify({ regions: { red: 'keep', blue: 1 } })
  const fields = { contentMask, styleMask: '', options, iterations: 1 }
  const answer = await client('/v1/jobs', { method: 'POST', body: form(fields), headers: { prefer: 'wait=60' } })
  expect(answer.status).toBe(200)
  const recipe = readRecipe(new Uint8Array(await answer.arrayBuffer()))
  expect(JSON.parse(recipe ?? '')).toMatchObject({ regions: { '#ff0000': 'keep', '#0000ff': 1 } })
  const several = form({ contentMask, init: content, iterations: 1 })
  for (let count = 1; count < 4; count++) several.append('style', new Blob([Uint8Array.from(style)]))
  for (let count = 0; count < 4; count++) several.append('styleMask', new Blob([Uint8Array.from(styleMask)]))
  expect((await client('/v1/jobs', { method: 'POST', body: several })).status).toBe(202)
  several.append('styleMask', '')
  const tooMany = await client('/v1/jobs', { method: 'POST', body: several })
  expect(await tooMany.json()).toMatchObject({ status: 400, code: 'style-masks-count' })
  const otherShape = { contentMask: await png(64, 64), options }
  const failed = await eventsOf(client, await taken(client, otherShape))
  expect(failed.at(-1)).toMatchObject({ event: 'failed', data: { error: { status: 422, code: 'mask-shape' } } })
  const undecided = await client('/v1/jobs', { method: 'POST', body: form({ contentMask }) })
  expect(await undecided.json()).toMatchObject({ status: 400, code: 'regions-undecided' })
})
