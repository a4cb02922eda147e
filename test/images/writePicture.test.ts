import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outputFormat } from '../../src/images/outputFormat.js'
import { assertWritable, writePicture } from '../../src/node/files/writePicture.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-onnx-write-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = Uint8Array.of(1, 2, 3)

describe('outputFormat', () => {
  test('goes by the extension, in upper or lower case', () => {
    const names = ['a.png', 'b.JPG', 'c.d.Jpeg', 'e.webp', 'f.AVIF', 'g.tif', 'h.tiff']
    expect(names.map(outputFormat)).toEqual(['png', 'jpeg', 'jpeg', 'webp', 'avif', 'tiff', 'tiff'])
  })

  test('names the extensions that can be written', () => {
    const endings = '.png, .jpg, .jpeg, .webp, .avif, .tif or .tiff'
    expect(() => outputFormat('a.gif')).toThrow(`a.gif: .gif files cannot be written; use ${endings}`)
    expect(() => outputFormat('picture')).toThrow(`picture: the name has no extension; use ${endings}`)
  })
})

describe('writePicture', () => {
  test('writes the file, over an older one too, and nothing else', async () => {
    const path = join(folder, 'out.png')
    await writeFile(path, 'older')
    await writePicture(path, bytes)
    expect([...(await readFile(path))]).toEqual([1, 2, 3])
    expect(await readdir(folder)).toEqual(['out.png'])
  })

  test('writes a name as long as the file system allows', async () => {
    const name = `${'x'.repeat(251)}.png`
    await writePicture(join(folder, name), bytes)
    expect(await readdir(folder)).toEqual([name])
  })

  test('leaves nothing behind where the last step fails', async () => {
    const path = join(folder, 'taken.png')
    await mkdir(path)
    const message = `${path}: cannot be written: this is a folder; name a file in it`
    await expect(writePicture(path, bytes)).rejects.toMatchObject({ kind: 'failed', message })
    expect(await readdir(folder)).toEqual(['taken.png'])
  })

  test('a folder that has gone', async () => {
    const path = join(folder, 'gone', 'out.png')
    const message = `${path}: cannot be written: its folder does not exist; create it first`
    await expect(writePicture(path, bytes)).rejects.toMatchObject({ kind: 'failed', message })
  })
})

describe('assertWritable', () => {
  test('passes where a file can be written, and leaves nothing behind', async () => {
    await assertWritable(join(folder, 'out.png'))
    expect(await readdir(folder)).toEqual([])
  })

  test('leaves an older file as it is', async () => {
    const path = join(folder, 'out.jpg')
    await writeFile(path, 'older')
    await assertWritable(path)
    expect(await readFile(path, 'utf8')).toBe('older')
  })

  test.each([
    ['a missing folder', join('missing', 'out.png'), 'there is no folder'],
    ['a file in the folder’s place', join('file', 'out.png'), 'there is no folder'],
    ['a folder in the file’s place', 'folder.png', 'this is a folder; name a file in it'],
  ])('refuses %s', async (_, name, problem) => {
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'folder.png'))
    const path = join(folder, name)
    await expect(assertWritable(path)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(`${path}: ${problem}`),
    })
  })

  test('refuses a name longer than the file system takes', async () => {
    await expect(assertWritable(join(folder, `${'x'.repeat(252)}.png`))).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('the name is too long; shorten it'),
    })
  })

  // The superuser writes into such a folder all the same.
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'refuses a folder without permission',
    async () => {
      await chmod(folder, 0o555)
      const path = join(folder, 'out.png')
      const message = `${path}: cannot be written: no permission; choose another folder`
      await expect(assertWritable(path)).rejects.toMatchObject({ kind: 'failed', message })
    },
  )

  test.runIf(process.platform === 'linux')(
    'refuses a folder that takes no files, whatever its permission bits say',
    async () => {
      await expect(assertWritable('/proc/out.png')).rejects.toMatchObject({
        kind: 'failed',
        message: expect.stringMatching(/^\/proc\/out\.png: cannot be written: [^\n]+; [^\n]+$/),
      })
    },
  )
})
