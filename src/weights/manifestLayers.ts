import type { Vgg19Layer } from '../graphs/vgg19.js'
import { type ManifestLayer, OXFORD_MANIFEST, type ShardManifest } from './oxfordManifest.js'
import { WeightsError } from './weightsError.js'

/** The manifest's entries for these layers, in its order. Throws WeightsError for a layer it does not have. */
export function manifestLayers(
  layers: readonly Vgg19Layer[],
  manifest: ShardManifest = OXFORD_MANIFEST,
): readonly ManifestLayer[] {
  const absent = layers.find(name => !manifest.layers.some(({ layer }) => layer === name))
  if (absent)
    throw new WeightsError('unavailable', `${manifest.repository} has no layer ${absent}; give a weights file`)
  return manifest.layers.filter(({ layer }) => layers.includes(layer))
}
