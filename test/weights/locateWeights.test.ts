import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type LocateOptions, locateWeights } from '../../src/node/weights/locateWeights.js'
import { defaultCacheFolder } from '../../src/node/weights/shardCache.js'
import { encodeSafetensors } from './encodeSafetensors.js'
import { problem } from './problem.js'
import { SHARED_WEIGHTS } from './sharedWeights.js'
import { smallDownload } from './smallDownload.js'
import { temporaryFolder } from './temporaryFolder.js'

const conv1_1 = encodeSafetensors({
  'conv1_1.weight': { shape: [64, 3, 3, 3], data: new Float32Array(64 * 27) },
  'conv1_1.bias': { shape: [64], data: new Float32Array(64) },
})

async function write(path: string, bytes: Uint8Array = conv1_1) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

/** A machine with weights in every place; `remove` them from the first on to see the next. */
async function machine() {
  const root = await temporaryFolder()
  const places = {
    given: join(root, 'given.safetensors'),
    variable: join(root, 'variable.safetensors'),
    working: join(root, 'work/weights/vgg19.safetensors'),
  }
  const { manifest, files } = await smallDownload()
  const options: LocateOptions = {
    layers: ['conv1_1'],
    manifest,
    workingFolder: join(root, 'work'),
    cacheFolder: join(root, 'cache'),
    env: {},
  }
  const fillCache = async () => {
    for (const [path, bytes] of files) await write(join(root, 'cache', path), bytes)
  }
  return { root, places, options, fillCache }
}

describe('the first hit wins:', () => {
  test('a given file, the variable, the working folder, the cache, none', async () => {
    const { places, options, root, fillCache } = await machine()
    expect(await locateWeights(options)).toEqual({ kind: 'none' })
    await fillCache()
    expect(await locateWeights(options)).toEqual({ kind: 'cache', folder: join(root, 'cache') })
    await write(places.working)
    expect(await locateWeights(options)).toEqual({ kind: 'file', path: places.working, rule: 'working directory' })
    await write(places.variable)
    const env = { NST_ONNX_WEIGHTS: places.variable }
    expect(await locateWeights({ ...options, env })).toEqual({
      kind: 'file',
      path: places.variable,
      rule: 'NST_ONNX_WEIGHTS',
    })
    await write(places.given)
    expect(await locateWeights({ ...options, env, weights: places.given })).toEqual({
      kind: 'file',
      path: places.given,
      rule: 'option',
    })
  })

  test('`vgg19` looks where `auto` looks', async () => {
    const { places, options } = await machine()
    await write(places.working)
    const found = await locateWeights({ ...options, weights: 'vgg19' })
    expect(found).toEqual(await locateWeights({ ...options, weights: 'auto' }))
    expect(found.kind).toBe('file')
  })

  test('neither the package nor what lies beside it is a place', async () => {
    expect(existsSync(SHARED_WEIGHTS)).toBe(true)
    const { options } = await machine()
    expect(await locateWeights({ ...options, layers: ['conv1_1'], cacheFolder: '/nowhere' })).toEqual({ kind: 'none' })
  })
})

describe('a file the user named', () => {
  test('is found relative to the working folder', async () => {
    const { places, options } = await machine()
    await write(places.given)
    expect(await locateWeights({ ...options, weights: '../given.safetensors' })).toMatchObject({ path: places.given })
  })

  test('must exist, wherever else there are weights', async () => {
    const { places, options } = await machine()
    await write(places.working)
    expect(await problem('file', () => locateWeights({ ...options, weights: 'vgg16' }))).toBe(
      `weights: there is no file ${join(options.workingFolder ?? '', 'vgg16')}; give auto, vgg19, fitted or the path of a .safetensors file`,
    )
    const env = { NST_ONNX_WEIGHTS: places.variable }
    expect(await problem('file', () => locateWeights({ ...options, env }))).toBe(
      `NST_ONNX_WEIGHTS: there is no file ${places.variable}; give the path of a .safetensors file`,
    )
  })

  test('counts as not named where the variable is empty', async () => {
    const { places, options } = await machine()
    await write(places.working)
    expect(await locateWeights({ ...options, env: { NST_ONNX_WEIGHTS: '' } })).toMatchObject({
      rule: 'working directory',
    })
  })
})

describe('a file found by its place', () => {
  test('is passed over where it lacks a layer that is needed', async () => {
    const { places, options } = await machine()
    await write(places.working)
    const layers = ['conv1_1', 'conv1_2'] as const
    expect(await locateWeights({ ...options, layers })).toEqual({ kind: 'none' })
  })

  test('is an error where it is malformed', async () => {
    const { places, options } = await machine()
    await write(places.working, conv1_1.subarray(0, 500))
    expect(await problem('file', () => locateWeights(options))).toMatch(`${places.working} is cut short`)
  })
})

describe('the cache', () => {
  test('counts only where it has every shard of the layers needed', async () => {
    const { options, root, fillCache } = await machine()
    await fillCache()
    const layers = ['conv1_1', 'conv1_2'] as const
    expect(await locateWeights({ ...options, layers })).toMatchObject({ kind: 'cache' })
    await write(join(root, 'cache/model/conv1_2-2'), new Uint8Array(60_000))
    expect(await locateWeights({ ...options, layers })).toEqual({ kind: 'none' })
    expect(await locateWeights(options)).toMatchObject({ kind: 'cache' })
  })

  test('is in $NST_ONNX_CACHE, or else where the system keeps a user’s caches', () => {
    expect(defaultCacheFolder({ NST_ONNX_CACHE: '/somewhere' })).toBe(join('/somewhere', 'vgg19'))
    expect(defaultCacheFolder({})).toMatch(/nst-onnx.*vgg19$/)
  })
})
