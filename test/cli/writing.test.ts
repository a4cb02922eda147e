import { execFileSync, spawnSync } from 'node:child_process'
import { copyFile, link, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseRecipe, readRecipe } from 'nst-onnx'
import { describe, expect, onTestFinished, test } from 'vitest'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { BIN, complaint, nstOnnxHere, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const SHORT = [
  '--iterations',
  '2',
  '--threads',
  '1',
  '--quiet',
  '--style-layers',
  'conv1_1',
  '--content-layers',
  'conv1_2',
]
const TINY = ['--size', '32', ...SHORT]

/** A folder with the two pictures in it, as `a.png` and `b.png`. */
async function folderWithPictures(): Promise<string> {
  const cwd = await temporaryFolder()
  await copyFile(tubingen, join(cwd, 'a.png'))
  await copyFile(starryNight, join(cwd, 'b.png'))
  return cwd
}

/** A command that must be refused before anything is written. */
async function refusal(cwd: string, args: readonly string[]): Promise<string> {
  const before = await contents(cwd)
  const outcome = await nstOnnxHere(args, { cwd })
  expect(outcome.code).toBe(2)
  expect(await contents(cwd)).toEqual(before)
  return complaint(outcome)
}

const contents = async (cwd: string) =>
  Promise.all((await filesIn(cwd)).map(async path => [path, (await readFile(join(cwd, path))).toString('latin1')]))

describe('an input is never written over', () => {
  test('by a snapshot, even where files may be replaced', async () => {
    const cwd = await folderWithPictures()
    await copyFile(tubingen, join(cwd, 'out-000002.png'))
    const run = ['run', 'out-000002.png', 'b.png', ...TINY, '-o', 'out.png', '--save-every', '2', '--overwrite']
    expect(await refusal(cwd, run)).toContain('out-000002.png is an input of this run')
  })

  test.each([
    ['a hard link to it', link],
    ['a symbolic link to it', (path: string, other: string) => symlink(path, other)],
  ])('by %s', async (_, alias) => {
    const cwd = await folderWithPictures()
    await alias(join(cwd, 'a.png'), join(cwd, 'alias.png'))
    const run = ['run', 'a.png', 'b.png', ...TINY, '-o', 'alias.png']
    expect(await refusal(cwd, run)).toContain('alias.png is an input of this run')
  })

  test('by a sheet that is the start picture', async () => {
    const cwd = await folderWithPictures()
    await copyFile(tubingen, join(cwd, 'start.png'))
    const grid = ['grid', '--content', 'a.png', '--style', 'b.png', ...TINY, '--init', 'start.png', '-o', 'start.png']
    const { code, stderr } = await nstOnnxHere(grid, { cwd })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('start.png is an input of this run') })
    expect(await readFile(join(cwd, 'start.png'))).toEqual(await readFile(tubingen))
  })
})

describe('a file of somebody else’s is written over only with --overwrite', () => {
  const inTheWay = (file: string) => `${file} would be written over; choose another name, or give --overwrite`

  test('snapshots', async () => {
    const cwd = await folderWithPictures()
    const run = ['run', 'a.png', 'b.png', ...TINY, '--save-every', '2', '-o', 'out.png']
    // The last two are no snapshots of this run.
    for (const name of ['out-000002.png', 'out-000001.png', 'out-000004.png']) await writeFile(join(cwd, name), 'mine')
    expect(await refusal(cwd, run)).toContain(inTheWay('out-000002.png'))
    expect((await nstOnnxHere([...run, '--overwrite'], { cwd })).code).toBe(0)
    const isMine = async (name: string) => (await readFile(join(cwd, name), 'utf8')) === 'mine'
    expect(await Promise.all(['out-000002.png', 'out-000001.png', 'out-000004.png'].map(isMine))).toEqual([
      false,
      true,
      true,
    ])
  })

  test('pictures of a batch with their notes, and tables; its own are replaced', async () => {
    const cwd = await folderWithPictures()
    await mkdir(join(cwd, 's'))
    const sweep = ['sweep', 'a.png', 'b.png', '--vary', 'seed=1,2', ...TINY, '-o', 's.png']
    const files = ['s/seed-1.png', 's/seed-1.json', 's.csv', 's.json']
    for (const file of files) {
      await writeFile(join(cwd, file), '{"mine":1}')
      expect(await refusal(cwd, sweep)).toContain(inTheWay(file))
      await rm(join(cwd, file))
    }
    for (const file of files) await writeFile(join(cwd, file), '{"mine":1}')
    expect((await nstOnnxHere([...sweep, '--overwrite'], { cwd })).code).toBe(0)
    expect((await nstOnnxHere(sweep, { cwd })).code).toBe(0)
  })

  test('a page', async () => {
    const cwd = await folderWithPictures()
    await writeFile(join(cwd, 'index.html'), '<title>My own</title>')
    const gallery = [
      'gallery',
      '--content',
      'a.png',
      '--style',
      'b.png',
      '--size',
      '32',
      '--iterations',
      '1',
      '-o',
      '.',
    ]
    const { code, stderr } = await nstOnnxHere(gallery, { cwd })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('index.html would be written over') })
    expect(await readFile(join(cwd, 'index.html'), 'utf8')).toBe('<title>My own</title>')
  })

  test('the file that -o names may be there', async () => {
    const cwd = await folderWithPictures()
    await writeFile(join(cwd, 'out.png'), 'older')
    expect((await nstOnnxHere(['run', 'a.png', 'b.png', ...TINY, '-o', 'out.png'], { cwd })).code).toBe(0)
  })
})

describe('runs at the same time, without -o, take names of their own', () => {
  const both = (cwd: string, args: readonly string[]) => {
    const command = [process.execPath, BIN, ...args].join(' ')
    execFileSync('sh', ['-c', `${command} & ${command} & wait`], { cwd })
    return filesIn(cwd)
  }

  test.skipIf(process.platform === 'win32')('pictures and snapshots', async () => {
    const cwd = await folderWithPictures()
    const files = await both(cwd, ['run', 'a.png', 'b.png', ...TINY, '--save-every', '2'])
    expect(files).toEqual(
      ['', '-2']
        .flatMap(n => [`a-b${n}-000002.png`, `a-b${n}.png`])
        .concat('a.png', 'b.png')
        .sort(),
    )
  })

  test.skipIf(process.platform === 'win32')('sheets and their folders', async () => {
    const cwd = await folderWithPictures()
    const files = await both(cwd, [
      'reconstruct',
      'a.png',
      '--layers',
      'conv_1',
      '--size',
      '32',
      '--iterations',
      '1',
      '--threads',
      '1',
      '-q',
    ])
    const stems = ['a-reconstruction', 'a-reconstruction-2']
    expect(files).toEqual(expect.arrayContaining(stems.flatMap(stem => [`${stem}.png`, `${stem}/conv_1.png`])))
  })
})

describe('--no-recipe', () => {
  test('leaves the recipe out of a picture', async () => {
    const cwd = await folderWithPictures()
    await nstOnnxHere(['run', 'a.png', 'b.png', ...TINY, '-o', 'out.jpg', '--no-recipe'], { cwd })
    expect(readRecipe(await readFile(join(cwd, 'out.jpg')))).toBeUndefined()
  })

  test('keeps it beside the pictures of a batch, which goes on by it, and takes it out of those that hold it', async () => {
    const cwd = await folderWithPictures()
    const sweep = [
      'sweep',
      'a.png',
      'b.png',
      '--vary',
      'seed=1,2',
      ...TINY.filter(word => word !== '--quiet'),
      '-o',
      's.png',
    ]
    await nstOnnxHere(sweep, { cwd })
    for (const _ of [1, 2]) {
      const { stderr } = await nstOnnxHere([...sweep, '--no-recipe'], { cwd })
      expect(stderr.match(/: made before$/gm)).toHaveLength(2)
      expect(readRecipe(await readFile(join(cwd, 's', 'seed-1.png')))).toBeUndefined()
    }
    const { recipe } = JSON.parse(await readFile(join(cwd, 's', 'seed-1.json'), 'utf8'))
    expect(parseRecipe(JSON.stringify(recipe), 'seed-1').options.seed).toBe(1)
  })
})

describe('what a killed run was writing', () => {
  test('is removed by the next run, once it cannot be in use', async () => {
    const cwd = await folderWithPictures()
    const module = pathToFileURL(join(BIN, '..', '..', 'node', 'files', 'temporaryFile.js'))
    const killed = `const { writeTemporary } = await import('${module}')
      await writeTemporary('.', new Uint8Array(9))
      process.kill(process.pid, 'SIGKILL')`
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', killed], { cwd, timeout: 90_000 }).signal).toBe(
      'SIGKILL',
    )
    const old = '.nst-onnx-00c0ffee-1-11111111.tmp'
    // Another machine's, which may still run.
    const fresh = '.nst-onnx-00c0ffee-2-22222222.tmp'
    const other = '.nst-onnx-notes.tmp'
    for (const name of [old, fresh, other]) await writeFile(join(cwd, name), '')
    for (const name of [old, other]) await utimes(join(cwd, name), 0, 0)
    expect(await readdir(cwd)).toHaveLength(6)
    await nstOnnxHere(['run', 'a.png', 'b.png', ...TINY, '-o', 'out.png'], { cwd })
    expect((await readdir(cwd)).sort()).toEqual([fresh, other, 'a.png', 'b.png', 'out.png'].sort())
  })
})

// A disk that is really full: a small one of its own, which only the superuser may mount.
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && (await tryMount())

async function tryMount(): Promise<boolean> {
  const probe = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=4k', 'none', '/mnt'], {
    timeout: 90_000,
  })
  return probe.status === 0
}

describe.skipIf(!canMount)('on a full disk', () => {
  async function fullDisk(): Promise<string> {
    const cwd = await folderWithPictures()
    await mkdir(join(cwd, 'disk'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', join(cwd, 'disk')])
    onTestFinished(() => {
      execFileSync('umount', [join(cwd, 'disk')])
    })
    await writeFile(join(cwd, 'disk', 'filler'), new Uint8Array(4096))
    return cwd
  }

  const keptAt = async (stderr: string) => {
    const path = /it is kept at (.*)$/m.exec(stderr)?.[1] ?? ''
    const bytes = await readFile(path)
    await rm(join(path, '..'), { recursive: true })
    return bytes
  }

  test('a picture is kept whole in another place, and none is cut', async () => {
    const cwd = await fullDisk()
    // As if the disk had filled up while the picture was painted: an empty file still fits.
    const { code, stderr } = await nstOnnxHere(['run', 'a.png', 'b.png', ...TINY, '-o', 'disk/out.png'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain('disk/out.png: cannot be written: the disk is full')
    expect(readRecipe(await keptAt(stderr))).toBeDefined()
    expect(await readdir(join(cwd, 'disk'))).toEqual(['filler'])
  })

  test('a file that stdout was sent to is not cut either', async () => {
    const cwd = await fullDisk()
    await rm(join(cwd, 'disk', 'filler'))
    const command = [
      process.execPath,
      BIN,
      'run',
      'a.png',
      'b.png',
      '--size',
      '64',
      ...SHORT,
      '-o',
      '-',
      '--format',
      'tiff',
    ]
    const { status, stderr } = spawnSync('sh', ['-c', `${command.join(' ')} > disk/out.tif`], {
      cwd,
      encoding: 'utf8',
      timeout: 90_000,
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('stdout: cannot be written') })
    expect(readRecipe(await keptAt(stderr))).toBeDefined()
    expect(await readFile(join(cwd, 'disk', 'out.tif'))).toHaveLength(0)
  })

  test('so is each picture of a batch, and its sheet', async () => {
    const cwd = await fullDisk()
    const args = ['grid', '--content', 'a.png', '--style', 'b.png', ...TINY, '-o', 'disk/g.png']
    const { code, stderr } = await nstOnnxHere(args, { cwd })
    expect(code).toBe(1)
    const [picture = '', sheet = ''] = stderr
      .trimEnd()
      .split('\n')
      .filter(line => line.includes('it is kept at'))
    expect(readRecipe(await keptAt(picture))).toBeDefined()
    expect((await keptAt(sheet)).subarray(1, 4).toString()).toBe('PNG')
    expect(await filesIn(join(cwd, 'disk'))).toEqual(['filler'])
  })
})
