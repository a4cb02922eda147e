import type { Vgg19Layer } from '../graphs/vgg19.js'
import { inputNormalization, OXFORD } from './convention.js'
import type { LayerWeights, NetworkTensors } from './layerWeights.js'
import { oxfordLayer } from './oxfordLayer.js'
import type { ManifestLayer, Shard } from './oxfordManifest.js'
import { normalizeLayer } from './readNetwork.js'

/** Oxford's network put together from a manifest's entries and their shards' bytes. */
export async function networkFromShards(
  layers: readonly ManifestLayer[],
  bytesOf: (shard: Shard) => Promise<Uint8Array>,
): Promise<NetworkTensors> {
  const loaded = new Map<Vgg19Layer, LayerWeights>()
  for (const entry of layers) {
    const bytes = new Uint8Array(entry.bytes)
    let offset = 0
    for (const shard of entry.shards) {
      bytes.set(await bytesOf(shard), offset)
      offset += shard.bytes
    }
    loaded.set(entry.layer, normalizeLayer(OXFORD, oxfordLayer(entry, bytes)))
  }
  return { ...inputNormalization(OXFORD), layers: loaded }
}
