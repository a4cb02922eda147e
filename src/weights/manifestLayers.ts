import { NstOnnxError } from '../errors.js'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { type ManifestLayer, OXFORD_MANIFEST, type ShardManifest } from './oxfordManifest.js'

/** The manifest's entries for these layers, in its order. Throws NstOnnxError `weights` for a layer it does not have. */
export function manifestLayers(
  layers: readonly Vgg19Layer[],
  manifest: ShardManifest = OXFORD_MANIFEST,
): readonly ManifestLayer[] {
  const absent = layers.find(name => !manifest.layers.some(({ layer }) => layer === name))
  if (absent) throw new NstOnnxError('weights-unavailable-layer', { repository: manifest.repository, layer: absent })
  return manifest.layers.filter(({ layer }) => layers.includes(layer))
}

/** The bytes that fetching layers of VGG-19 takes. */
export function downloadBytes(layers: readonly Vgg19Layer[]): number {
  return manifestLayers(layers).reduce((sum, { bytes }) => sum + bytes, 0)
}
