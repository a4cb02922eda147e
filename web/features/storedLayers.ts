import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { OXFORD_MANIFEST } from '../../src/weights/oxfordManifest.js'

/** Where the package keeps VGG-19: docs/browser.md. Each shard's address there ends with its pinned hash. */
const CACHE = 'nst-onnx-weights'

/** The layers of VGG-19 that this browser keeps whole. Asks nobody else. */
export async function storedLayers(): Promise<readonly Vgg19Layer[]> {
  try {
    if (!(await caches.has(CACHE))) return []
    const kept = (await (await caches.open(CACHE)).keys()).map(({ url }) => url.slice(url.lastIndexOf('/') + 1))
    return OXFORD_MANIFEST.layers
      .filter(({ shards }) => shards.every(({ gitBlobSha1 }) => kept.includes(gitBlobSha1)))
      .map(({ layer }) => layer)
  } catch {
    // A page that is not secure has no such storage, and a user may allow none.
    return []
  }
}
