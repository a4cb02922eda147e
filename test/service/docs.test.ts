import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn } from '../weights/temporaryFolder.js'
import { content, start, style, temporaryFolder } from './serviceClient.js'

// What docs/service.md shows is carried out as it stands there, but for the port and the size.

const text = await readFile(new URL('../../docs/service.md', import.meta.url), 'utf8')
const { url } = await start()
const blocks = (language: string): string[] =>
  Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms')), ([, code = '']) =>
    code
      .replaceAll('http://127.0.0.1:8080', url)
      .replaceAll(/(size['=, ]+)256/g, '$164')
      .replaceAll(/(iterations['=, ]+)20/g, '$12'),
  )

test('the commands of docs/service.md make pictures', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'photo.jpg'), content)
  await writeFile(join(folder, 'painting.jpg'), style)
  const shell = blocks('sh')
  expect(shell).toHaveLength(2)
  for (const code of shell) {
    const child = spawn('bash', ['--norc', '-euc', code.replaceAll('curl ', 'curl -sSf ')], {
      cwd: folder,
      stdio: 'pipe',
    })
    let complaints = ''
    child.stderr.on('data', words => {
      complaints += words
    })
    const [status] = await once(child, 'close')
    expect({ status, complaints }).toEqual({ status: 0, complaints: '' })
  }
  expect(await filesIn(folder)).toEqual(['painted.png', 'painting.jpg', 'photo.jpg', 'so-far.jpg'])
  expect(String(await readFile(join(folder, 'painted.png')))).toContain('PNG')
})

test('the page script of docs/service.md makes a picture', async () => {
  const [code = ''] = blocks('js')
  const photo = new Blob([Uint8Array.from(content)])
  const painting = new Blob([Uint8Array.from(style)])
  const AsyncFunction = (async () => {}).constructor as new (...words: string[]) => (...given: Blob[]) => Promise<Blob>
  const picture = await new AsyncFunction('photo', 'painting', `${code}\nreturn picture`)(photo, painting)
  expect(picture.type).toBe('image/png')
})
