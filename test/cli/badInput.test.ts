import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeSafetensors } from '../weights/encodeSafetensors.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, nstOnnxHere, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

/** The start of a PNG file that claims 30,000×30,000 pixels. */
const HUGE_PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000753000007530080200000012d87f2b', 'hex')
const ONE_PIXEL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

let folder: string
beforeAll(async () => {
  folder = await folderWithBadFiles()
})
afterAll(() => rm(folder, { recursive: true }))

async function folderWithBadFiles(): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'nst-onnx-'))
  const file = (name: string, bytes: Uint8Array | string) => writeFile(join(cwd, name), bytes)
  await mkdir(join(cwd, 'folder.png'))
  await file('empty.jpg', '')
  await file('truncated.jpg', (await readFile(TUBINGEN)).subarray(0, 20_000))
  await file('text.png', 'This is no picture.\n')
  await file('one.png', ONE_PIXEL_PNG)
  await file('huge.png', HUGE_PNG)
  await file('half.safetensors', (await readFile(SHARED_WEIGHTS)).subarray(0, 1_000_000))
  const wrongShape = {
    'conv1_1.weight': { shape: [64, 3, 5, 5], data: new Float32Array(4800) },
    'conv1_1.bias': { shape: [64], data: new Float32Array(64) },
  }
  await file('shape.safetensors', encodeSafetensors(wrongShape))
  return cwd
}

const run = (...more: string[]) => ['run', tubingen, starryNight, '--size', '64', '--iterations', '1', ...more]

// Exit codes: 2 usage, 3 input unreadable, 4 weights, 5 device.
describe('is one line, with its exit code, and leaves no file:', () => {
  test.each<[string, readonly string[], number, string]>([
    ['a missing file', ['run', 'missing.jpg', starryNight], 3, 'missing.jpg: no such file; check the path'],
    ['a folder', ['run', tubingen, 'folder.png'], 3, 'folder.png: this is a folder'],
    ['an empty name', ['run', '', starryNight], 3, 'a picture has an empty name'],
    ['an empty file', ['run', 'empty.jpg', starryNight], 3, 'empty.jpg: the file is empty'],
    ['a truncated JPEG', ['run', 'truncated.jpg', starryNight], 3, 'truncated.jpg: this JPEG file is damaged'],
    ['a text file called .png', ['run', 'text.png', starryNight], 3, 'text.png: this is a text file'],
    ['a picture of one pixel', ['run', 'one.png', starryNight], 3, 'one.png: 1×1 is too small'],
    ['a header of 30,000×30,000', ['run', 'huge.png', starryNight], 3, 'huge.png: '],
    ['a missing start picture', run('--init', 'nois'), 3, 'nois: no such file'],
    ['an unknown layer', run('--style-layers', 'conv9_1'), 2, '--style-layers: "conv9_1" is not a layer'],
    [
      'an unknown preset',
      run('--preset', 'picasso'),
      2,
      '--preset: "picasso" is not one of paint, cmu, gatys, johnson',
    ],
    ['a weight of NaN', run('--style-weight', 'NaN'), 2, '--style-weight: "NaN" is not a number'],
    ['a negative weight', run('--content-weight', '-5'), 2, '--content-weight: -5 is not a number from 0'],
    ['a size of 0', ['run', tubingen, starryNight, '--size', '0'], 2, '--size: 0 is not a whole number from 16'],
    ['an option without its value', run('--seed'), 2, '--seed needs a value'],
    ['an option given twice', run('--seed', '1', '--seed', '2'), 2, '--seed: given 2 times; give it once'],
    ['an unknown option', run('--no-such-thing', '5'), 2, 'unknown: no-such-thing; see nst-onnx --help'],
    ['a second style picture that is not there', run('third.png'), 3, 'third.png: no such file; check the path'],
    ['one picture too few', ['run', tubingen], 2, 'this command needs 2 file names, 1 given'],
    ['no command', [], 2, 'name a command'],
    ['an unknown command', ['paint'], 2, 'unknown: paint'],
    ['half a weights command', ['weights'], 2, 'name one of pull, verify, path, export'],
    ['a quality of 0', run('--quality', '0'), 2, '--quality: 0 is not a whole number from 1 to 100'],
    [
      'every term switched off',
      run('--style-layers', 'none', '--content-weight', '0'),
      2,
      'no term that reads a layer',
    ],
    ['an output in a folder that is not there', run('-o', 'nowhere/a.png'), 2, 'there is no folder nowhere'],
    ['an output that is a folder', run('-o', 'folder.png'), 2, 'folder.png: this is a folder'],
    ['an output of another format', run('-o', 'a.gif'), 2, '.gif files cannot be written; use .png'],
    ['an output without a name', run('-o', ''), 2, '--output: give the name'],
    ['an output that is the content', ['run', 'one.png', starryNight, '-o', './one.png'], 2, 'is an input of this run'],
    ['an output that is the start', run('--init', 'one.png', '-o', 'one.png'), 2, 'is an input of this run'],
    ['a weights file that is not there', run('--weights', 'vgg.safetensors'), 4, '--weights: there is no file'],
    ['a weights file cut in half', run('--weights', 'half.safetensors'), 4, 'half.safetensors is cut short'],
    [
      'a weights file of a wrong shape',
      run('--weights', 'shape.safetensors', '--style-layers', 'conv1_1', '--content-layers', 'conv1_1'),
      4,
      'conv1_1.weight',
    ],
    [
      'a device of the browser, of many pictures',
      ['grid', '--content', tubingen, '--style', starryNight, '--device', 'wasm'],
      5,
      '--device wasm: not available here; choose one of auto, cuda, webgpu, cpu',
    ],
    [
      'a device of the browser',
      run('--device', 'wasm'),
      5,
      '--device wasm: not available here; choose one of auto, cuda, webgpu, cpu',
    ],
    ['info about no file', ['info', 'missing.png'], 3, 'missing.png: no such file'],
    ['info about a folder', ['info', 'folder.png'], 3, 'folder.png: this is a folder'],
    ['info about any picture', ['info', 'one.png'], 3, 'one.png: holds no recipe'],
    ['verify without a file', ['verify'], 2, 'this command needs 1 file name, 0 given'],
    ['verify of a missing file', ['verify', 'missing.safetensors'], 4, 'missing.safetensors does not exist'],
    ['verify of a picture', ['verify', tubingen], 4, 'is not a safetensors file'],
    ['verify of a weights file', ['verify', SHARED_WEIGHTS], 4, 'is no fixture'],
    [
      'verify of fitted weights',
      ['verify', 'a', '--weights', 'fitted'],
      2,
      '--weights: reference values are of VGG-19',
    ],
    ['pulling an unknown layer', ['weights', 'pull', '--layers', 'conv9_1'], 2, '--layers: "conv9_1" is not a layer'],
  ])('%s', async (_, args, code, message) => {
    const before = await filesIn(folder)
    const outcome = await nstOnnxHere(args, { cwd: folder })
    expect(complaint(outcome)).toContain(message)
    expect(outcome.code).toBe(code)
    expect(await filesIn(folder)).toEqual(before)
  })

  test('in a process of its own as well', async () => {
    const outcome = await nstOnnx(['run', 'missing.jpg', starryNight], { cwd: folder })
    expect(complaint(outcome)).toBe('nst-onnx: missing.jpg: no such file; check the path')
    expect(outcome.code).toBe(3)
  })

  test('NST_ONNX_WEIGHTS that points nowhere', async () => {
    const cwd = await temporaryFolder()
    const outcome = await nstOnnxHere(run(), { cwd, env: { NST_ONNX_WEIGHTS: 'gone.safetensors' } })
    expect(complaint(outcome)).toContain('NST_ONNX_WEIGHTS: there is no file')
    expect(outcome.code).toBe(4)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('words of another language do not get in', async () => {
    const outcome = await nstOnnx(['run'], { cwd: await temporaryFolder(), env: { LC_ALL: 'de_DE.UTF-8' } })
    expect(complaint(outcome)).toContain('this command needs 2 file names, 0 given')
  })
})

test('an input is left as it was when it is named as the output', async () => {
  const cwd = await temporaryFolder()
  const bytes = await readFile(TUBINGEN)
  await writeFile(join(cwd, 'photo.jpg'), bytes)
  const { code } = await nstOnnxHere(['run', 'photo.jpg', starryNight, '-o', 'photo.jpg'], { cwd })
  expect(code).toBe(2)
  expect(bytes.equals(await readFile(join(cwd, 'photo.jpg')))).toBe(true)
})
