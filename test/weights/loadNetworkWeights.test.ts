import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type LoadOptions, loadNetworkWeights } from '../../src/node/weights/loadNetworkWeights.js'
import { type NetworkWeights, namedTensors } from '../../src/weights/layerWeights.js'
import { OXFORD_MANIFEST } from '../../src/weights/oxfordManifest.js'
import { encodeSafetensors } from './encodeSafetensors.js'
import { problem } from './problem.js'
import { refusingUrl, serve, wrongBytes } from './shardServer.js'
import { downloadBytes, SHARED_WEIGHTS } from './sharedWeights.js'
import { temporaryFolder } from './temporaryFolder.js'

const layers = ['conv1_1', 'conv1_2', 'conv2_1'] as const

/** A machine without weights, and Oxford's real shards of three layers by their pinned paths. */
async function bareMachine() {
  const root = await temporaryFolder()
  const files = new Map<string, Uint8Array>()
  for (const { layer, shards } of OXFORD_MANIFEST.layers.slice(0, layers.length)) {
    files.set(shards[0]?.path ?? '', await downloadBytes(layer))
  }
  const options: LoadOptions = {
    layers,
    workingFolder: root,
    cacheFolder: join(root, 'cache'),
    env: {},
  }
  return { root, files, options }
}

/** Values are compared as bytes: a hundred thousand of them one by one take a second. */
function expectSame(actual: NetworkWeights, expected: NetworkWeights) {
  const described = (network: NetworkWeights) => {
    const { scale: _scale, offset: _offset, layers, ...rest } = network
    const tensors = [...namedTensors(network)].map(([name, { buffer, byteOffset, byteLength }]) => [
      name,
      Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
    ])
    return { ...rest, layers: [...layers.keys()], tensors }
  }
  expect(described(actual)).toEqual(described(expected))
}

describe('the same weights have the same hash and values', () => {
  test('from the shared file and from a download of the pinned shards', async () => {
    const { files, options } = await bareMachine()
    const { url, requests } = await serve(files)
    const fromFile = await loadNetworkWeights({ ...options, weights: SHARED_WEIGHTS })
    const downloaded = await loadNetworkWeights({ ...options, baseUrl: url })
    expect(fromFile.origin).toBe(SHARED_WEIGHTS)
    expect(downloaded.origin).toBe('cache')
    expectSame(downloaded, { ...fromFile, origin: 'cache' })
    expect(requests).toEqual([...files.keys()])
  })

  test('and the cache needs no network the second time', async () => {
    const { files, options } = await bareMachine()
    const { url } = await serve(files)
    const first = await loadNetworkWeights({ ...options, baseUrl: url })
    expectSame(await loadNetworkWeights({ ...options, allowDownload: false }), first)
  })

  test('but other layers, another one', async () => {
    const { options } = await bareMachine()
    const load = (names: LoadOptions['layers']) =>
      loadNetworkWeights({ ...options, weights: SHARED_WEIGHTS, layers: names })
    const [one, two] = [await load(['conv1_1']), await load(['conv1_1', 'conv1_2'])]
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(one.sha256).not.toBe(two.sha256)
    expect([...one.layers.keys()]).toEqual(['conv1_1'])
  })
})

describe('there are no weights to be had', () => {
  test('where none are found and downloading is not allowed', async () => {
    const { options } = await bareMachine()
    const load = () => loadNetworkWeights({ ...options, allowDownload: false })
    expect(await problem('unavailable', load)).toBe(
      'no VGG-19 weights found; run nst-onnx weights pull or give weights FILE',
    )
  })

  test('where the network is out of reach', async () => {
    const { options } = await bareMachine()
    const baseUrl = await refusingUrl()
    await problem('unreachable', () => loadNetworkWeights({ ...options, baseUrl }))
  })
})

test('a download with wrong bytes is never taken for no network', async () => {
  const { files, options } = await bareMachine()
  const { url } = await serve(files, wrongBytes)
  await problem('corrupt', () => loadNetworkWeights({ ...options, baseUrl: url }))
})

test('a named file that lacks a layer is an error that names both, though a download would have it', async () => {
  const { files, options, root } = await bareMachine()
  const { url, requests } = await serve(files)
  const path = join(root, 'first.safetensors')
  const tensors = {
    'conv1_1.weight': { shape: [64, 3, 3, 3], data: new Float32Array(64 * 27) },
    'conv1_1.bias': { shape: [64], data: new Float32Array(64) },
  }
  await writeFile(path, encodeSafetensors(tensors))
  const load = (given: Partial<LoadOptions>) =>
    problem('file', () => loadNetworkWeights({ ...options, baseUrl: url, ...given }))
  expect(await load({ weights: path })).toBe(`${path} lacks layer conv1_2; give a file that has it`)
  expect(await load({ env: { NST_ONNX_WEIGHTS: path } })).toBe(`${path} lacks layer conv1_2; give a file that has it`)
  expect(requests).toEqual([])
})

test('a damaged shard in the cache is fetched again', async () => {
  const { files, options } = await bareMachine()
  const { url, requests } = await serve(files)
  const first = await loadNetworkWeights({ ...options, baseUrl: url })
  const [, damaged = ''] = files.keys()
  await mkdir(join(options.cacheFolder ?? '', 'model'), { recursive: true })
  await writeFile(join(options.cacheFolder ?? '', damaged), 'rot')
  expectSame(await loadNetworkWeights({ ...options, baseUrl: url }), first)
  expect(requests).toEqual([...files.keys(), damaged])
})
