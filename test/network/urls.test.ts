import { readFile } from 'node:fs/promises'
import { createJobQueue, readPicture, stylize } from 'nst-onnx'
import { expect, test } from 'vitest'
import { STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'
import { startServer } from './pictureServer.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const tiny = {
  style: starryNight,
  size: 32,
  iterations: 1,
  threads: 1,
  styleLayers: ['conv1_1'],
  contentLayers: ['conv1_2'],
}

async function pictureServer() {
  const asked: string[] = []
  const bytes = await readFile(tubingen)
  const server = await startServer((path, response) => {
    asked.push(path)
    response.end(bytes)
  })
  return { server, asked }
}

test('addresses are refused unless they are asked for', async () => {
  const { server, asked } = await pictureServer()
  const address = `${server}/a.png`
  const problem = { kind: 'usage', message: `${address}: addresses are fetched only with urls: true; or give a file` }
  for (const content of [address, new URL(address)])
    await expect(stylize({ ...tiny, content }).result).rejects.toMatchObject(problem)
  await expect(stylize({ ...tiny, content: tubingen, init: address }).result).rejects.toMatchObject(problem)
  await expect(readPicture(address)).rejects.toMatchObject({ kind: 'usage' })
  expect(asked).toEqual([])
})

test('with urls: true a picture is fetched once, and is called by its name alone', async () => {
  const { server, asked } = await pictureServer()
  const content = `${server}/pictures/a%20b.png?size=large`
  const queue = createJobQueue({ urls: true })
  const { recipe } = await queue.add({ ...tiny, content, style: content, init: 'style' }).result
  await queue.close()
  expect(recipe.content?.name).toBe('a b.png')
  expect(asked).toEqual(['/pictures/a%20b.png?size=large'])
})

test('a run can be given up while a picture is on its way', async () => {
  const server = await startServer(() => {})
  const run = stylize({ ...tiny, content: `${server}/a.png`, urls: true, signal: AbortSignal.timeout(100) })
  await expect(run.result).rejects.toMatchObject({ name: 'TimeoutError' })
})

test.each([
  'data:image/png;base64,AAAA',
  'ftp://host.example/a.png',
  'file:///a.png',
  'http://me:secret@host.example/a.png',
])('%s is never read', async content => {
  const error = await stylize({ ...tiny, content, urls: true }).result.catch(reason => reason)
  expect(error).toMatchObject({ kind: 'usage', message: expect.not.stringContaining('secret') })
})

test('bytes may have a name', async () => {
  const content = { bytes: await readFile(tubingen), name: '/home/me/a.png' }
  const { recipe } = await stylize({ ...tiny, content }).result
  expect(recipe.content?.name).toBe('a.png')
})
