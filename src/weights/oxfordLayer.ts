import type { LayerWeights } from './layerWeights.js'
import type { ManifestLayer } from './oxfordManifest.js'

/**
 * A layer from the bytes of its shards put together: the kernel transposed from HWIO to OIHW, its input channels from BGR to RGB
 * where they are the image's (conv1_1). `bytes` has the manifest's length; the values are Oxford's own.
 */
export function oxfordLayer({ layer, kernelHWIO }: ManifestLayer, bytes: Uint8Array): LayerWeights {
  const [height, width, inChannels, outChannels] = kernelHWIO
  const area = height * width
  const { buffer } = new Uint8Array(bytes)
  const stored = new Float32Array(buffer, 0, area * inChannels * outChannels)
  const kernel = new Float32Array(stored.length)
  let next = 0
  for (let pixel = 0; pixel < area; pixel++) {
    for (let i = 0; i < inChannels; i++) {
      const channel = layer === 'conv1_1' ? inChannels - 1 - i : i
      // `next` runs once over `stored`, so a value is there.
      for (let o = 0; o < outChannels; o++) kernel[(o * inChannels + channel) * area + pixel] = stored[next++]!
    }
  }
  return { kernel, bias: new Float32Array(buffer, stored.byteLength, outChannels) }
}
