import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { stylizeService } from '../../dist/service/stylizeService.js'
import { form, temporaryFolder } from './serviceClient.js'

test('examples/fastify.mjs paints below a prefix for the users of its server, and for nobody else', async () => {
  const example = fileURLToPath(new URL('../../examples/fastify.mjs', import.meta.url))
  const server = spawn(process.execPath, [example, '0'], {
    env: { ...process.env, JOBS: await temporaryFolder() },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    server.kill('SIGKILL')
  })
  const [said] = await once(server.stdout, 'data')
  const url = new URL(`http://127.0.0.1:${new URL(String(said).trim()).port}`)
  const ask = (path: string, init: RequestInit = {}, key = 'secret') =>
    fetch(new URL(path, url), { ...init, headers: { 'x-key': key, ...init.headers } })

  expect(await (await ask('/')).json()).toEqual({ hello: 'world' })
  const stranger = await ask('/styles/v1/jobs', { method: 'POST', body: form() }, 'wrong')
  expect([stranger.status, await stranger.json()]).toMatchObject([401, { code: 'refused', detail: 'who are you?' }])
  const answer = await ask('/styles/v1/jobs', { method: 'POST', body: form(), headers: { prefer: 'wait=60' } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  const path = answer.headers.get('location') ?? ''
  expect(path).toMatch(/^\/styles\/v1\/jobs\//)
  expect(await (await ask(path)).json()).toMatchObject({ state: 'succeeded', links: { result: `${path}/result` } })
  expect(await (await ask('/styles/v1/jobs')).json()).toMatchObject({ jobs: [{ state: 'succeeded' }] })
  const unknown = await ask('/styles/v1/jobs/1')
  expect(await unknown.json()).toMatchObject({ code: 'job-unknown', type: '/styles/errors#job-unknown' })
  expect(await (await ask('/styles/openapi.json')).json()).toMatchObject({ servers: [{ url: '/styles' }] })
  server.kill('SIGTERM')
  expect(await once(server, 'exit')).toEqual([0, null])
})

test('a server closes in good order while a run is drained that lasts longer than its hooks may', async () => {
  const app = fastify({ pluginTimeout: 1000 })
  await app.register(stylizeService, { data: await temporaryFolder() })
  const url = await app.listen({ port: 0 })
  const answer = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    body: form({ size: 384, iterations: 100, styleLayers: 'conv4_1', contentLayers: 'conv4_1' }),
  })
  expect(answer.status).toBe(202)
  await app.close()
})
