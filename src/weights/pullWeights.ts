import { NstOnnxError } from '../errors.js'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { fetchShard, type Patience } from './fetchShard.js'
import { OXFORD_MANIFEST, type Shard, type ShardManifest } from './oxfordManifest.js'
import {
  type CacheOptions,
  defaultCacheFolder,
  gitBlobSha1,
  manifestLayers,
  readShard,
  storeShard,
} from './shardCache.js'
import { WeightsError } from './weightsError.js'

/** In this order: one `start`, any number of `bytes` whose `doneBytes` never falls, one `end`. A failed pull has no `end`. */
export type PullProgress =
  | { readonly kind: 'start'; readonly totalBytes: number }
  | { readonly kind: 'bytes'; readonly layer: Vgg19Layer; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'end'; readonly totalBytes: number; readonly fetchedBytes: number }

export interface PullOptions extends CacheOptions {
  /** Where the shards' paths begin. Default: `$NST_ONNX_WEIGHTS_MIRROR`, or else the manifest's repository and commit. */
  readonly baseUrl?: string
  readonly signal?: AbortSignal | undefined
  readonly patience?: Patience
  readonly onProgress?: ((progress: PullProgress) => void) | undefined
}

/**
 * Sees to it that the cache holds every shard of these layers. A shard that is there and right is not fetched again; each one
 * fetched is verified, then kept, so a pull that was interrupted goes on where it was. Processes may pull into one folder at once.
 * Throws WeightsError (see its reasons), or the signal's reason.
 */
export async function pullWeights(options: PullOptions): Promise<void> {
  const { manifest = OXFORD_MANIFEST, env = process.env, signal, patience, onProgress } = options
  const folder = options.cacheFolder ?? defaultCacheFolder(env)
  const base = baseUrl(options.baseUrl ?? env.NST_ONNX_WEIGHTS_MIRROR, manifest)
  const layers = manifestLayers(options.layers, manifest)
  const totalBytes = layers.reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBytes = 0
  let fetchedBytes = 0
  onProgress?.({ kind: 'start', totalBytes })
  for (const { layer, shards } of layers) {
    for (const shard of shards) {
      signal?.throwIfAborted()
      const before = doneBytes
      const report = (held: number) => {
        // A download that starts over does not take back what was shown.
        doneBytes = Math.max(doneBytes, before + held)
        onProgress?.({ kind: 'bytes', layer, doneBytes, totalBytes })
      }
      const { state } = await readShard(folder, shard)
      if (state === 'verified') {
        report(shard.bytes)
      } else {
        const url = `${base}/${shard.path}`
        const bytes = await fetchShard(url, shard.bytes, { signal, patience, onHeld: report })
        await storeShard(folder, shard, verified(url, shard, bytes))
        fetchedBytes += shard.bytes
      }
    }
  }
  onProgress?.({ kind: 'end', totalBytes, fetchedBytes })
}

function verified(url: string, { gitBlobSha1: pinned }: Shard, bytes: Uint8Array): Uint8Array {
  const found = gitBlobSha1(bytes)
  if (found === pinned) return bytes
  const message = `${url} has the wrong bytes (git object ${found}, pinned is ${pinned}); use another mirror or network`
  throw new WeightsError('corrupt', message)
}

function baseUrl(mirror: string | undefined, { repository, commit }: ShardManifest): string {
  if (!mirror) return `https://raw.githubusercontent.com/${repository}/${commit}`
  const protocol = URL.canParse(mirror) ? new URL(mirror).protocol : ''
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new NstOnnxError('usage', `the mirror ${mirror} is not a web address; give https://HOST/PATH`)
  }
  return mirror.replace(/\/+$/, '')
}
