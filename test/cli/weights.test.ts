import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseRecipe, readRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { refusingUrl, serve } from '../weights/shardServer.js'
import { downloadBytes } from '../weights/sharedWeights.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The package as it is installed, away from the checkout and its neighbours: no weights anywhere near. */
async function installedPackage(): Promise<{ bin: string; cwd: string; env: Record<string, string> }> {
  const folder = await temporaryFolder()
  const home = join(folder, 'home')
  await mkdir(join(folder, 'package'))
  await mkdir(home)
  for (const part of ['dist', 'models', 'package.json'])
    await cp(root(part), join(folder, 'package', part), { recursive: true })
  await symlink(root('node_modules'), join(folder, 'package/node_modules'))
  const env = {
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    NST_ONNX_CACHE: join(home, 'weights'),
    NST_ONNX_WEIGHTS: '',
  }
  return { bin: join(folder, 'package/dist/cli/bin.js'), cwd: home, env }
}

const run = (...more: string[]) => [
  'run',
  tubingen,
  starryNight,
  '--size',
  '64',
  '--iterations',
  '3',
  '-o',
  'out.png',
  ...more,
]

describe('without weights and without a network', () => {
  test('a run paints with fitted features, and one line says so and names the remedy', async () => {
    const { bin, cwd, env } = await installedPackage()
    const offline = { ...env, NST_ONNX_WEIGHTS_MIRROR: await refusingUrl() }
    const { code, stdout, stderr } = await nstOnnx(run('--quiet'), { bin, cwd, env: offline })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^features: filters fitted .*`nst-onnx weights pull`/),
    ])
    // Nor has ONNX Runtime's telemetry kept anything in the cache folder.
    expect(await filesIn(cwd)).toEqual(['out.png'])
    const recipe = parseRecipe(readRecipe(await readFile(join(cwd, 'out.png'))) ?? '', 'out.png')
    expect(recipe).toMatchObject({ features: { source: 'fitted' }, options: { weights: 'fitted' } })
  })

  test('--weights vgg19 is exit code 4 and no picture', async () => {
    const { bin, cwd, env } = await installedPackage()
    const offline = { ...env, NST_ONNX_WEIGHTS_MIRROR: await refusingUrl() }
    const outcome = await nstOnnx(run('--weights', 'vgg19'), { bin, cwd, env: offline })
    expect(complaint(outcome)).toContain('refused the connection')
    expect(outcome.code).toBe(4)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('weights path and verify say that there are none', async () => {
    const { bin, cwd, env } = await installedPackage()
    for (const command of ['path', 'verify']) {
      const { code, stderr } = await nstOnnx(['weights', command], { bin, cwd, env })
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
    const { bin, cwd, env } = await installedPackage()
    const { url, requests } = await mirror()
    const pull = ['weights', 'pull', '--layers', 'conv1_2', '--mirror', url]
    const { code, stdout } = await nstOnnx(pull, { bin, cwd, env })
    expect(code).toBe(0)
    expect(stdout).toContain(`2 layers in ${env.NST_ONNX_CACHE}`)
    expect(stdout).toContain('Visual Geometry Group, University of Oxford')
    await nstOnnx(pull, { bin, cwd, env })
    expect(requests).toEqual(['model/group1-shard1of1', 'model/group2-shard1of1'])

    const layers = ['--layers', 'conv1_2']
    expect((await nstOnnx(['weights', 'path', ...layers], { bin, cwd, env })).stdout).toBe(
      `${env.NST_ONNX_CACHE}/vgg19\n`,
    )
    const verified = await nstOnnx(['weights', 'verify', ...layers], { bin, cwd, env })
    expect(verified).toMatchObject({ code: 0, stdout: 'conv1_1  verified\nconv1_2  verified\n' })
    const shallow = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2', '--weights', 'vgg19']
    const painted = await nstOnnx(run(...shallow), { bin, cwd, env })
    expect(painted.code).toBe(0)
    expect(painted.stderr).toContain('features: VGG-19 from cache')
  })

  test('verify finds the layer that was tampered with', async () => {
    const { bin, cwd, env } = await installedPackage()
    const { url } = await mirror()
    await nstOnnx(['weights', 'pull', '--layers', 'conv1_2', '--mirror', url], { bin, cwd, env })
    const folder = env.NST_ONNX_CACHE ?? ''
    const [shard = ''] = await filesIn(folder)
    await writeFile(join(folder, shard), 'not what it was')
    const { code, stderr } = await nstOnnx(['weights', 'verify', '--layers', 'conv1_2'], { bin, cwd, env })
    expect(code).toBe(4)
    expect(stderr).toMatch(/^nst-onnx: conv1_[12] in .*not there or not right; run nst-onnx weights pull\n$/)
  })

  test('a mirror that is no address, or lacks the file, is one line and exit code 2 or 4', async () => {
    const { bin, cwd, env } = await installedPackage()
    const { url } = await mirror()
    const strange = await nstOnnx(['weights', 'pull', '--mirror', 'mirror'], { bin, cwd, env })
    expect(complaint(strange)).toContain('is not a web address')
    expect(strange.code).toBe(2)
    const lacking = await nstOnnx(['weights', 'pull', '--layers', 'conv1_1', '--mirror', `${url}/x`], { bin, cwd, env })
    expect(lacking.stderr).toMatch(/^nst-onnx: .*answered 404.*\n$/)
    expect(lacking.code).toBe(4)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('path and verify find the shared file; export writes the exported graph its external data', async () => {
    const cwd = await temporaryFolder()
    const env = { NST_ONNX_WEIGHTS: SHARED_WEIGHTS }
    expect(await nstOnnx(['weights', 'path'], { cwd, env })).toMatchObject({ code: 0, stdout: `${SHARED_WEIGHTS}\n` })
    const verified = await nstOnnx(['weights', 'verify', '--layers', 'conv3_1'], { cwd, env })
    expect(verified.stdout).toMatch(/5 layers complete.*sha256 of the values [0-9a-f]{64}/)
    const exported = await nstOnnx(['weights', 'export', 'data', '--layers', 'conv1_1'], { cwd, env })
    expect(exported.code).toBe(0)
    expect(await filesIn(join(cwd, 'data'))).toEqual(['conv1_1.bias', 'conv1_1.weight', 'input.offset', 'input.scale'])
  })
})
