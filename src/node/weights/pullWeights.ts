import { manifestLayers } from '../../weights/manifestLayers.js'
import { OXFORD_MANIFEST } from '../../weights/oxfordManifest.js'
import { type PullManner, pullShards, shardsUrl } from '../../weights/pullShards.js'
import { proxyFetch } from '../network/proxyFetch.js'
import { type CacheOptions, defaultCacheFolder, folderStore } from './shardCache.js'

export type { PullProgress } from '../../weights/pullShards.js'

export interface PullOptions extends CacheOptions, PullManner {
  /** Where the shards' paths begin. Default: `$NST_ONNX_WEIGHTS_MIRROR`, or else the manifest's repository and commit. */
  readonly baseUrl?: string
}

/**
 * Pulls every shard of these layers into the cache folder: see `pullShards`. Processes may pull into one folder at once.
 * Throws NstOnnxError `weights`, or the signal's reason.
 */
export async function pullWeights(options: PullOptions): Promise<void> {
  const { manifest = OXFORD_MANIFEST, env = process.env } = options
  const store = folderStore(options.cacheFolder ?? defaultCacheFolder(env))
  const baseUrl = shardsUrl(options.baseUrl ?? env.NST_ONNX_WEIGHTS_MIRROR, manifest)
  await pullShards(
    manifestLayers(options.layers, manifest),
    store,
    { baseUrl },
    { ...options, fetch: options.fetch ?? proxyFetch },
  )
}
