import { NstOnnxError } from '../errors.js'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { type DownloadCodes, type FetchOptions, fetchShard } from './fetchShard.js'
import { type ManifestLayer, publicUrl, type Shard, type ShardManifest } from './oxfordManifest.js'
import type { ShardStore } from './shardStore.js'

/** A pull tells one `start`, any number of `bytes` whose `doneBytes` never falls, and one `end`. A failed pull has no `end`. */
export type PullProgress =
  | { readonly kind: 'start'; readonly totalBytes: number }
  | { readonly kind: 'bytes'; readonly layer: Vgg19Layer; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'end'; readonly totalBytes: number; readonly fetchedBytes: number }

/** Listens to a pull for who wants to know no more than bytes; the last report is of all. */
export function countBytes(report: (receivedBytes: number, totalBytes: number) => void) {
  return (progress: PullProgress): void => {
    if (progress.kind !== 'start')
      report('doneBytes' in progress ? progress.doneBytes : progress.totalBytes, progress.totalBytes)
  }
}

/** How to fetch. */
export interface PullManner extends Pick<FetchOptions, 'signal' | 'patience' | 'fetch'> {
  /** Is told how far a download is. */
  readonly onProgress?: ((progress: PullProgress) => void) | undefined
}

/** Where shards come from. */
export interface ShardSource {
  /** Where the shards' paths begin, without a slash at its end. */
  readonly baseUrl: string
  /** Codes of what goes wrong on the way. Node's by default. */
  readonly codes?: DownloadCodes | undefined
}

/**
 * Sees to it that the store holds every shard of these layers. A shard that is there and right is not fetched again; each one
 * fetched is verified, then kept, so a pull that was interrupted goes on where it was.
 * Throws NstOnnxError `weights`, or the signal's reason.
 */
export async function pullShards(
  layers: readonly ManifestLayer[],
  store: ShardStore,
  { baseUrl, codes }: ShardSource,
  { onProgress, ...manner }: PullManner,
): Promise<void> {
  const totalBytes = layers.reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBytes = 0
  let fetchedBytes = 0
  onProgress?.({ kind: 'start', totalBytes })
  for (const { layer, shards } of layers) {
    for (const shard of shards) {
      manner.signal?.throwIfAborted()
      const before = doneBytes
      const report = (held: number) => {
        // A download that starts over does not take back what was shown.
        doneBytes = Math.max(doneBytes, before + held)
        onProgress?.({ kind: 'bytes', layer, doneBytes, totalBytes })
      }
      const { state } = await store.read(shard)
      if (state === 'verified') {
        report(shard.bytes)
      } else {
        const url = `${baseUrl}/${shard.path}`
        const bytes = await fetchShard(url, shard.bytes, { ...manner, codes, onHeld: report })
        await verify(store, url, shard, bytes)
        await store.keep(shard, bytes)
        fetchedBytes += shard.bytes
      }
    }
  }
  onProgress?.({ kind: 'end', totalBytes, fetchedBytes })
}

async function verify(
  store: ShardStore,
  url: string,
  { gitBlobSha1: pinned }: Shard,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const found = await store.gitBlobSha1(bytes)
  if (found === pinned) return
  throw new NstOnnxError('weights-corrupt', { url, found, pinned })
}

/** Where a manifest's shards are: at the mirror given, or else at its public source. Throws NstOnnxError `usage`. */
export function shardsUrl(mirror: string | undefined, manifest: ShardManifest): string {
  if (!mirror) return publicUrl(manifest)
  const protocol = URL.canParse(mirror) ? new URL(mirror).protocol : ''
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new NstOnnxError('mirror-malformed', { value: mirror })
  }
  return mirror.replace(/\/+$/, '')
}
