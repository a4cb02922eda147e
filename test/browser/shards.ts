import { OXFORD_MANIFEST } from '../../src/weights/oxfordManifest.js'
import { downloadBytes } from '../weights/sharedWeights.js'
import type { PageServer } from './pageServer.js'

/** The layers that the preset cmu needs; the shared file has their exact values, so these are the pinned shards. */
const LAYERS = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1']

const files = new Map<string, Uint8Array>()
for (const { layer, shards } of OXFORD_MANIFEST.layers.filter(entry => LAYERS.includes(entry.layer))) {
  const [shard] = shards
  if (shard) files.set(shard.path, await downloadBytes(layer))
}

/** The shards of the preset cmu, by their paths below any source. */
export const SHARDS: ReadonlyMap<string, Uint8Array> = files

/** Serves them below a path. */
export function serveShards({ extra }: PageServer, below = '/vgg19'): void {
  for (const [path, bytes] of SHARDS) extra.set(`${below}/${path}`, bytes)
}
