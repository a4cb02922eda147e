import { spawn } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseRecipe, readRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { startServer } from '../network/pictureServer.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { BIN, complaint, nstOnnxHere, SCREAM, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = '', scream = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT, SCREAM)

const FIRST_LAYERS = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_1']
const TINY = ['--size', '32', '--iterations', '1', '--threads', '1', ...FIRST_LAYERS, '--quiet']

/** Runs `nst-onnx` with bytes on stdin. */
async function piped(args: readonly string[], stdin: Uint8Array) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: await temporaryFolder(), timeout: 90_000 })
  const stdout: Buffer[] = []
  let stderr = ''
  child.stdout.on('data', piece => stdout.push(piece))
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  child.stdin.end(stdin)
  const code = await new Promise(ended => child.on('close', ended))
  return { code, stdout: Buffer.concat(stdout), stderr }
}

describe('a pipe', () => {
  test('gives a picture and takes one', async () => {
    const { code, stdout, stderr } = await piped(
      ['run', '-', starryNight, ...TINY, '-o', '-'],
      await readFile(tubingen),
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(parseRecipe(readRecipe(stdout) ?? '', 'stdout')).toMatchObject({ content: { name: 'stdin' } })
  })

  test('holds a picture, or the run says what else', async () => {
    const { code, stderr } = await piped(['run', '-', starryNight, ...TINY], Buffer.from('no picture'))
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^nst-onnx: stdin: this is a text file.*\n$/),
    })
  })

  test('whose reader has left costs no picture', async () => {
    const child = spawn(process.execPath, [BIN, 'run', tubingen, starryNight, ...TINY, '-o', '-', '--format', 'jpeg'])
    child.stdout.destroy()
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    expect(await new Promise(ended => child.on('close', ended))).toBe(1)
    const path = /its reader has left; it is kept at (.*\.jpg)\n$/.exec(stderr)?.[1] ?? ''
    expect(readRecipe(await readFile(path))).toBeDefined()
    await rm(dirname(path), { recursive: true })
  })

  test.each([
    [['run', '-', '-'], '-: stdin holds one picture; give a file for the other'],
    [['grid', '--content', '-', '-', '--style', scream], '--content: - is given twice'],
    [['run', tubingen, scream, '--init', '-'], '--init: a start picture does not come from stdin'],
    [['run', tubingen, scream, '-o', '-', '--json'], '--output: events and the picture cannot both go to stdout'],
    [['run', tubingen, scream, '-o', '-', '--save-every', '1'], '--output: one picture goes to stdout'],
    [['run', tubingen, scream, '-o', 'a.png', '--format', 'jpg'], '--format: a.png is the name of a png file'],
    [['run', tubingen, scream, '--format', 'gif'], '--format: "gif" is not one of png, jpeg'],
    [['grid', '--content', tubingen, '--style', scream, '-o', '-'], '--output: many pictures do not go to stdout'],
  ])('%j is refused', async (args, message) => {
    const outcome = await nstOnnxHere([...args, ...TINY], { cwd: await temporaryFolder() })
    expect(complaint(outcome)).toContain(message)
    expect(outcome.code).toBe(2)
  })
})

test('a picture at an address is fetched once for all that is made of it', async () => {
  const cwd = await temporaryFolder()
  const asked: string[] = []
  const bytes = await readFile(tubingen)
  const server = await startServer((path, response) => {
    asked.push(path)
    response.writeHead(path === '/gone.png' ? 404 : 200).end(bytes)
  })
  const sweep = ['sweep', `${server}/mine/a.png?t=1`, starryNight, '--vary', 'seed=1,2', ...TINY]
  expect(await nstOnnxHere(sweep, { cwd })).toMatchObject({ code: 0, stderr: '' })
  expect(asked).toEqual(['/mine/a.png?t=1'])
  expect(await filesIn(cwd)).toContain('a-starry_night-sweep/seed-2.png')
  const outcome = await nstOnnxHere(['run', `${server}/gone.png`, starryNight, ...TINY], { cwd })
  expect(complaint(outcome)).toBe(`nst-onnx: ${server}/gone.png: the server answered 404 Not Found; check the address`)
  expect(outcome.code).toBe(3)
})

describe('a batch takes', () => {
  async function folderOfPictures(): Promise<string> {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'mine', 'older.jpg'), { recursive: true })
    const take = (path: string, name: string) => copyFile(path, join(cwd, 'mine', name))
    await Promise.all([
      take(tubingen, 'b.PNG'),
      take(scream, 'a.png'),
      take(scream, '.hidden.png'),
      take(scream, 'x[1].png'),
    ])
    await writeFile(join(cwd, 'mine', 'notes.txt'), 'no picture')
    return cwd
  }

  test.each<[string, string[], string[]]>([
    ['the pictures of a folder', ['mine'], ['a', 'b', 'x-1-']],
    ['what fits a pattern', ['mine/[ab].*'], ['a', 'b']],
    ['a file that is called like a pattern', ['mine/x[1].png'], ['x-1-']],
  ])('%s', async (_, content, names) => {
    const cwd = await folderOfPictures()
    const grid = ['grid', '--content', ...content, '--style', starryNight, ...TINY]
    expect(await nstOnnxHere(grid, { cwd })).toMatchObject({ code: 0, stderr: '' })
    const made = (await filesIn(join(cwd, 'grid'))).filter(name => name.endsWith('.png'))
    expect(made).toEqual(names.map(name => `${name}-starry_night.png`))
  })

  test.each([
    [['empty'], 3, 'empty: there is no picture in this folder'],
    [['mine/*.gif'], 3, 'mine/*.gif: no file fits this pattern'],
    [['mine', './mine/a.png'], 2, '--content: ./mine/a.png is given twice'],
  ])('not %j', async (content, code, message) => {
    const cwd = await folderOfPictures()
    await mkdir(join(cwd, 'empty'))
    const outcome = await nstOnnxHere(['grid', '--content', ...content, '--style', starryNight, ...TINY], { cwd })
    expect(complaint(outcome)).toContain(message)
    expect(outcome.code).toBe(code)
  })
})
