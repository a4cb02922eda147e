import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseRecipe, readRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { refusingUrl, serve } from '../weights/shardServer.js'
import { downloadBytes } from '../weights/sharedWeights.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, nstOnnxHere, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

/** A user of the package who has nothing yet. */
async function newUser() {
  const home = await temporaryFolder()
  const env = {
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    NST_ONNX_CACHE: join(home, 'weights'),
    NST_ONNX_WEIGHTS: '',
  }
  return { cwd: home, env }
}

const run = (...more: string[]) => [
  'run',
  tubingen,
  starryNight,
  '--size',
  '32',
  '--iterations',
  '1',
  '--threads',
  '1',
  '-o',
  'out.png',
  ...more,
]

describe('without weights and without a network', () => {
  test('a run paints with fitted features, and its first and last lines say so and name the remedy', async () => {
    const { cwd, env } = await newUser()
    const offline = { ...env, NST_ONNX_WEIGHTS_MIRROR: await refusingUrl() }
    const layers = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2']
    const { code, stdout, stderr } = await nstOnnx(run(...layers), {
      cwd,
      env: offline,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines[0]).toBe('fitting filters to the pictures')
    expect(lines[1]).toMatch(/^features: filters fitted .*`nst-onnx weights pull`.* refused the connection/)
    expect(lines.at(-1)).toMatch(/^painted with fitted filters instead of VGG-19: .* refused the connection; try again/)
    // Nor has ONNX Runtime's telemetry kept anything in the cache folder.
    expect(await filesIn(cwd)).toEqual(['out.png'])
    const recipe = parseRecipe(readRecipe(await readFile(join(cwd, 'out.png'))) ?? '', 'out.png')
    expect(recipe).toMatchObject({ features: { source: 'fitted' }, options: { weights: 'fitted' } })
  })

  test('--weights vgg19 is exit code 4 and no picture', async () => {
    const { cwd, env } = await newUser()
    const offline = { ...env, NST_ONNX_WEIGHTS_MIRROR: await refusingUrl() }
    // Otherwise the cache keeps which convolutions are faster here.
    const outcome = await nstOnnxHere(run('--weights', 'vgg19', '--convolutions', 'direct'), { cwd, env: offline })
    expect(complaint(outcome)).toContain('refused the connection')
    expect(outcome.code).toBe(4)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('weights path and verify say that there are none', async () => {
    const { cwd, env } = await newUser()
    for (const command of ['path', 'verify']) {
      const { code, stderr } = await nstOnnxHere(['weights', command], { cwd, env })
      expect(code).toBe(4)
      expect(stderr).toMatch(/^nst-onnx: [^\n]*nst-onnx weights pull[^\n]*\n$/)
    }
  })
})

describe('weights', () => {
  /** A mirror on this machine with Oxford's own bytes of the first layers. */
  const mirror = async () =>
    serve(
      new Map([
        ['model/group1-shard1of1', await downloadBytes('conv1_1')],
        ['model/group2-shard1of1', await downloadBytes('conv1_2')],
      ]),
    )

  test('pull fetches what is asked for from a mirror, once, with the attribution; runs then use it', async () => {
    const { cwd, env } = await newUser()
    const { url, requests } = await mirror()
    const pull = ['weights', 'pull', '--layers', 'conv1_2', '--mirror', url]
    const { code, stdout } = await nstOnnxHere(pull, { cwd, env })
    expect(code).toBe(0)
    expect(stdout).toContain(`2 layers in ${env.NST_ONNX_CACHE}`)
    expect(stdout).toContain('Visual Geometry Group, University of Oxford')
    await nstOnnxHere(pull, { cwd, env })
    expect(requests).toEqual(['model/group1-shard1of1', 'model/group2-shard1of1'])

    const layers = ['--layers', 'conv1_2']
    expect((await nstOnnxHere(['weights', 'path', ...layers], { cwd, env })).stdout).toBe(
      `${env.NST_ONNX_CACHE}/vgg19\n`,
    )
    const verified = await nstOnnxHere(['weights', 'verify', ...layers], { cwd, env })
    expect(verified).toMatchObject({ code: 0, stdout: 'conv1_1  verified\nconv1_2  verified\n' })
    const shallow = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2', '--weights', 'vgg19']
    const painted = await nstOnnxHere(run(...shallow), { cwd, env })
    expect(painted.code).toBe(0)
    expect(painted.stderr).toContain('features: VGG-19 from cache')
  })

  test('verify finds the layer that was tampered with', async () => {
    const { cwd, env } = await newUser()
    const { url } = await mirror()
    await nstOnnxHere(['weights', 'pull', '--layers', 'conv1_2', '--mirror', url], { cwd, env })
    const folder = env.NST_ONNX_CACHE ?? ''
    const [shard = ''] = await filesIn(folder)
    await writeFile(join(folder, shard), 'not what it was')
    const { code, stderr } = await nstOnnxHere(['weights', 'verify', '--layers', 'conv1_2'], { cwd, env })
    expect(code).toBe(4)
    expect(stderr).toMatch(/^nst-onnx: conv1_[12] in .*not there or not right; run nst-onnx weights pull\n$/)
  })

  test('a mirror that is no address, or lacks the file, is one line and exit code 2 or 4', async () => {
    const { cwd, env } = await newUser()
    const { url } = await mirror()
    const strange = await nstOnnxHere(['weights', 'pull', '--mirror', 'mirror'], { cwd, env })
    expect(complaint(strange)).toContain('is not a web address')
    expect(strange.code).toBe(2)
    const lacking = await nstOnnxHere(['weights', 'pull', '--layers', 'conv1_1', '--mirror', `${url}/x`], {
      cwd,
      env,
    })
    expect(lacking.stderr).toMatch(/^nst-onnx: .*answered 404.*\n$/)
    expect(lacking.code).toBe(4)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('path and verify find the shared file; export writes the exported graph its external data', async () => {
    const cwd = await temporaryFolder()
    const env = { NST_ONNX_WEIGHTS: SHARED_WEIGHTS }
    expect(await nstOnnxHere(['weights', 'path'], { cwd, env })).toMatchObject({
      code: 0,
      stdout: `${SHARED_WEIGHTS}\n`,
    })
    const verified = await nstOnnxHere(['weights', 'verify', '--layers', 'conv3_1'], { cwd, env })
    expect(verified.stdout).toMatch(/5 layers complete.*sha256 of the values [0-9a-f]{64}/)
    const exported = await nstOnnxHere(['weights', 'export', 'data', '--layers', 'conv1_1'], { cwd, env })
    expect(exported.code).toBe(0)
    expect(await filesIn(join(cwd, 'data'))).toEqual(['conv1_1.bias', 'conv1_1.weight', 'input.offset', 'input.scale'])
  })
})
