import { NstOnnxError } from '../../errors.js'
import type { NetworkTensors, NetworkWeights } from '../../weights/layerWeights.js'
import { manifestLayers } from '../../weights/manifestLayers.js'
import { networkFromShards } from '../../weights/networkFromShards.js'
import { readNetwork } from '../../weights/readNetwork.js'
import { type LocateOptions, locateWeights } from './locateWeights.js'
import { networkSha256 } from './networkSha256.js'
import { openSafetensors } from './openSafetensors.js'
import { type PullOptions, pullWeights } from './pullWeights.js'
import { defaultCacheFolder, readCachedShard } from './shardCache.js'

/** Which weights, and where from. */
export interface LoadOptions extends LocateOptions, PullOptions {
  /** Whether layers that are nowhere to be found may be downloaded. Default true. */
  readonly allowDownload?: boolean
}

/**
 * VGG-19's weights for the layers asked for, from where `locateWeights` finds them or else from a download.
 * Throws NstOnnxError `weights`; `isWithoutWeights` tells where there are simply none to be had, and fitted features can stand in.
 */
export async function loadNetworkWeights(options: LoadOptions): Promise<NetworkWeights> {
  const { layers, allowDownload = true, env } = options
  const found = await locateWeights(options)
  if (found.kind === 'file') {
    return complete(found.path, await openSafetensors(found.path, file => readNetwork(file, layers)))
  }
  const cacheFolder = options.cacheFolder ?? defaultCacheFolder(env)
  if (found.kind === 'none') {
    if (!allowDownload) {
      throw new NstOnnxError('weights-unavailable', {})
    }
    await pullWeights({ ...options, cacheFolder })
  }
  const entries = manifestLayers(layers, options.manifest)
  return complete('cache', await networkFromShards(entries, shard => readCachedShard(cacheFolder, shard)))
}

function complete(origin: string, tensors: NetworkTensors): NetworkWeights {
  return { source: 'vgg19', origin, ...tensors, sha256: networkSha256(tensors) }
}
