import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { gitBlobSha1 } from '../../src/node/weights/shardCache.js'
import type { ShardManifest } from '../../src/weights/oxfordManifest.js'
import { downloadBytes } from './sharedWeights.js'

/** A manifest of Oxford's form and the files it pins: real layers, cut into small shards. */
export interface SmallDownload {
  readonly manifest: ShardManifest
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly layers: readonly Vgg19Layer[]
}

const SHARD_BYTES = 60_000

/** conv1_1 in one shard of 7,168 bytes; conv1_2 in two of 60,000 and one of 27,712. */
export async function smallDownload(): Promise<SmallDownload> {
  const files = new Map<string, Uint8Array>()
  const cut = async (layer: Vgg19Layer, inChannels: number) => {
    const all = await downloadBytes(layer)
    const shards = Array.from({ length: Math.ceil(all.length / SHARD_BYTES) }, (_, n) => {
      const bytes = all.slice(n * SHARD_BYTES, (n + 1) * SHARD_BYTES)
      const path = `model/${layer}-${n + 1}`
      files.set(path, bytes)
      return { path, bytes: bytes.length, gitBlobSha1: gitBlobSha1(bytes) }
    })
    return { layer, kernelHWIO: [3, 3, inChannels, 64] as const, bytes: all.length, shards }
  }
  const layers = [await cut('conv1_1', 3), await cut('conv1_2', 64)]
  return { manifest: { repository: 'a/b', commit: 'c', layers }, files, layers: ['conv1_1', 'conv1_2'] }
}
