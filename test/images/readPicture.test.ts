import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPicture } from '../../src/node/pictures/readPicture.js'
import { pngFile } from './files/png.js'
import { grid } from './grid.js'

const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-read-'))
afterAll(() => rm(folder, { recursive: true }))

const inFolder = async (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
const problem = (path: string) => expect(readPicture(path)).rejects

test('reads a picture by its content, whatever its name', async () => {
  const path = await inFolder('a picture.txt', pngFile({ width: 1, height: 1, depth: 8, colorType: 2 }, [[9, 8, 7]]))
  expect(grid(await readPicture(path))).toEqual([[[9, 8, 7]]])
})

test('a missing file, also beneath something that is no folder', async () => {
  const path = join(folder, 'missing.png')
  await problem(path).toMatchObject({ kind: 'input', message: `${path}: no such file; check the path` })
  const below = join(await inFolder('plain', 'x'), 'missing.png')
  await problem(below).toMatchObject({ kind: 'input', message: `${below}: no such file; check the path` })
})

test('a folder', async () => {
  const message = `${folder}: this is a folder; name a picture file in it`
  await problem(folder).toMatchObject({ kind: 'input', message })
})

test('an empty file', async () => {
  const path = await inFolder('empty.png', '')
  await problem(path).toMatchObject({ kind: 'input', message: `${path}: the file is empty; choose a picture` })
})

test('a name longer than the file system takes is one line too', async () => {
  await problem(join(folder, 'x'.repeat(5000))).toMatchObject({
    kind: 'input',
    message: expect.stringMatching(/^[^\n]+: cannot be read \([^\n]+\)$/),
  })
})
