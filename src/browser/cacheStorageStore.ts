/// <reference lib="dom" />
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { OXFORD_MANIFEST, type Shard } from '../weights/oxfordManifest.js'
import type { ShardStore, StoredShard } from '../weights/shardStore.js'
import { gitBlobSha1 } from './digest.js'

/** What the page's cache is called, among others that the page may have. */
const CACHE = 'nst-onnx-weights'

/** Shards are kept by what they are, wherever they came from. The address has no other meaning. */
const keyOf = ({ gitBlobSha1: id }: Shard) => `https://nst-onnx.invalid/${id}`

/**
 * Shards in the browser's Cache Storage. What was read or kept stays in memory besides for as long as the store does, so that
 * a page that may store nothing, or no more, can be served all the same.
 */
export function cacheStorageStore(): ShardStore {
  const held = new Map<string, Uint8Array>()
  // Absent from a page that is not secure, and refused to one whose user allows no storage.
  const opened = Promise.resolve().then(() => caches.open(CACHE))
  const cached = opened.catch(() => undefined)
  return {
    gitBlobSha1,
    async read(shard): Promise<StoredShard> {
      const bytes = held.get(shard.gitBlobSha1)
      if (bytes) return { state: 'verified', bytes }
      const response = await (await cached)?.match(keyOf(shard))
      if (!response) return { state: 'missing' }
      const stored = new Uint8Array(await response.arrayBuffer())
      if ((await gitBlobSha1(stored)) !== shard.gitBlobSha1) return { state: 'corrupt' }
      held.set(shard.gitBlobSha1, stored)
      return { state: 'verified', bytes: stored }
    },
    async keep(shard, bytes) {
      held.set(shard.gitBlobSha1, bytes)
      // A full disk is no reason to fail: the bytes are at hand, and are fetched again another time.
      await (await cached)?.put(keyOf(shard), new Response(bytes)).catch(() => {})
    },
  }
}

/** The layers of VGG-19 that this browser keeps whole. Asks nobody else; empty where the browser keeps nothing for the page. */
export async function storedLayers(): Promise<readonly Vgg19Layer[]> {
  try {
    if (!(await caches.has(CACHE))) return []
    const kept = (await (await caches.open(CACHE)).keys()).map(({ url }) => url)
    return OXFORD_MANIFEST.layers
      .filter(({ shards }) => shards.every(shard => kept.includes(keyOf(shard))))
      .map(({ layer }) => layer)
  } catch {
    // A page that is not secure has no such storage, and a user may allow none.
    return []
  }
}
