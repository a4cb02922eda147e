/// <reference lib="dom" />
import { NstOnnxError } from '../errors.js'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { DOWNLOAD_CODES_IN_PAGE } from '../weights/fetchShard.js'
import type { NetworkTensors, NetworkWeights } from '../weights/layerWeights.js'
import { manifestLayers } from '../weights/manifestLayers.js'
import { networkFromShards } from '../weights/networkFromShards.js'
import { OXFORD_MANIFEST, type ShardManifest } from '../weights/oxfordManifest.js'
import { type PullManner, pullShards, shardsUrl } from '../weights/pullShards.js'
import { readNetwork } from '../weights/readNetwork.js'
import { parseSafetensors } from '../weights/safetensors.js'
import { cacheStorageStore } from './cacheStorageStore.js'
import { weightsUrl } from './configure.js'
import { networkSha256 } from './digest.js'
import { fetchBytes } from './fetchBytes.js'

/** Which weights, and where from. */
export interface LoadOptions extends PullManner {
  readonly layers: readonly Vgg19Layer[]
  /** `auto` and `vgg19` take the shards; anything else is the address of a safetensors file. Default `auto`. */
  readonly weights?: string
  /** Where the shards' paths begin. Default: what `configure` was given, or else the public source. */
  readonly baseUrl?: string
  /** Default: Oxford's VGG-19. */
  readonly manifest?: ShardManifest
}

/**
 * VGG-19's weights for the layers asked for, from the browser's Cache Storage or else from a download that is verified and
 * kept there. Throws NstOnnxError `weights`; `isWithoutWeights` tells where fitted features can stand in.
 */
export async function loadNetworkWeights(options: LoadOptions): Promise<NetworkWeights> {
  const { weights = 'auto', layers, manifest = OXFORD_MANIFEST, baseUrl = weightsUrl() } = options
  if (weights !== 'auto' && weights !== 'vgg19') return complete(weights, await readFile(weights, options))
  const entries = manifestLayers(layers, manifest)
  const store = cacheStorageStore()
  await pullShards(entries, store, { baseUrl: shardsUrl(baseUrl, manifest), codes: DOWNLOAD_CODES_IN_PAGE }, options)
  const tensors = await networkFromShards(entries, async shard => {
    const stored = await store.read(shard)
    if (stored.state === 'verified') return stored.bytes
    throw new NstOnnxError('weights-corrupt-cache-in-page', { path: shard.path, state: stored.state })
  })
  return complete('cache', tensors)
}

async function readFile(address: string, { layers, signal }: LoadOptions): Promise<NetworkTensors> {
  const bytes = await fetchBytes(address, signal).catch(cause => {
    signal?.throwIfAborted()
    throw new NstOnnxError('weights-file-unfetched', { url: address, trouble: cause.message }, { cause })
  })
  return readNetwork(parseSafetensors(address, bytes), layers)
}

async function complete(origin: string, tensors: NetworkTensors): Promise<NetworkWeights> {
  return { source: 'vgg19', origin, ...tensors, sha256: await networkSha256(tensors) }
}
