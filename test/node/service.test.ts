import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pictureFile, stylize } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

// examples/service.mjs, as its clients meet it.

const content = await small(TUBINGEN)
const style = await small(STARRY_NIGHT)
const layers = { styleLayers: 'conv1_1', contentLayers: 'conv1_1' }

const example = fileURLToPath(new URL('../../examples/service.mjs', import.meta.url))
const service = spawn(process.execPath, [example, '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
afterAll(() => service.kill())
let complaints = ''
service.stderr.on('data', text => {
  complaints += text
})
const [port] = await once(service.stdout, 'data')
const base = `http://127.0.0.1:${Number(port)}`

type Fields = Readonly<Record<string, string | number | Uint8Array>>

const post = (fields: Fields): Promise<Response> => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ content, style, ...layers, ...fields }))
    form.set(name, value instanceof Uint8Array ? new Blob([Uint8Array.from(value)]) : String(value))
  return fetch(`${base}/runs`, { method: 'POST', body: form })
}

/** The address of a run that was taken. */
async function started(fields: Fields): Promise<string> {
  const answer = await post(fields)
  expect(answer.status).toBe(202)
  return base + (await answer.json()).url
}

const read = async (url: string) => (await fetch(url)).json()

test('two pictures go in, progress is told, one picture comes out, and wrong requests of neighbours change nothing', async () => {
  const run = await started({ size: 64, iterations: 120 })
  const told = new Set<number>()
  for (let state = await read(run); state.event !== 'done' && told.size < 3; state = await read(run))
    if (state.event === 'step') told.add(state.iteration)
  expect(told.size).toBe(3)
  const wrong: [Fields, number, string][] = [
    [{ content: Uint8Array.of(1, 2, 3) }, 422, 'picture-format-unknown'],
    [{ style: content.slice(0, 500) }, 422, 'picture-damaged'],
    [{ content: 'a path' }, 400, 'picture-not-given'],
    [{ size: 1025 }, 400, 'over-limit'],
    [{ size: 'large' }, 400, 'option-not-a-number'],
    [{ seize: 64 }, 400, 'option-unknown'],
    [{ signal: 'now' }, 400, 'option-unknown'],
    [{ init: TUBINGEN }, 403, 'file-switched-off'],
  ]
  await Promise.all(
    wrong.map(async ([fields, status, code]) => {
      const answer = await post(fields)
      // What is wrong with a request shows at once, and what is wrong with a picture at the run's turn.
      expect(answer.status).toBe(status === 422 ? 202 : status)
      const refusal = answer.status === 202 ? await fetch(`${base}${(await answer.json()).url}/picture`) : answer
      const body = await refusal.text()
      expect({ status: refusal.status, ...JSON.parse(body) }).toMatchObject({ status, code })
      expect(body).not.toContain('\n')
    }),
  )
  const picture = await fetch(`${run}/picture`)
  expect(picture.headers.get('content-type')).toBe('image/png')
  const alone = await stylize({
    content,
    style,
    styleLayers: ['conv1_1'],
    contentLayers: ['conv1_1'],
    size: 64,
    iterations: 120,
  }).result
  const file = await pictureFile(alone.image, 'png', { recipe: alone.recipe })
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array(file))
  expect(await read(run)).toMatchObject({ event: 'done', iterations: 120 })
  expect(complaints).toBe('')
})

test('a run is cancelled: with the picture so far, or before it has one', async () => {
  const running = await started({ size: 64, iterations: 500, styleWeight: 1e9 })
  const waiting = await started({ size: 64 })
  expect((await read(waiting)).position).toBe(1)
  await fetch(waiting, { method: 'DELETE' })
  expect((await fetch(waiting)).status).toBe(410)
  await expect.poll(async () => (await read(running)).event, { interval: 5, timeout: 60_000 }).toBe('step')
  await fetch(running, { method: 'DELETE' })
  expect((await fetch(`${running}/picture`)).status).toBe(200)
  expect(await read(running)).toMatchObject({ event: 'done', stopped: 'interrupted' })
})

test('what is no form, too long a form, and an unknown run are refused', async () => {
  const request = (body: string) => fetch(`${base}/runs`, { method: 'POST', body })
  expect((await request('{}')).status).toBe(400)
  expect((await request('x'.repeat(45e6)).catch(() => ({ status: 413 }))).status).toBe(413)
  expect((await fetch(`${base}/runs/no-such-run`)).status).toBe(404)
})
