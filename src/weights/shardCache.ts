import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import type { Vgg19Layer } from '../graphs/vgg19.js'
import { type ManifestLayer, OXFORD_MANIFEST, type Shard, type ShardManifest } from './oxfordManifest.js'
import { WeightsError } from './weightsError.js'
import { writeAtomically } from './writeAtomically.js'

/** Which layers of which download, kept where. */
export interface CacheOptions {
  readonly layers: readonly Vgg19Layer[]
  /** Default: Oxford's VGG-19. */
  readonly manifest?: ShardManifest
  /** Default: `defaultCacheFolder()`. It holds the shards under their own paths, so it can serve as a mirror. */
  readonly cacheFolder?: string
  /** Where `NST_ONNX_…` variables are looked up. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv
}

/** A layer in the cache: all its shards right, or the files that are not there, or not what was pinned. */
export interface CachedLayer {
  readonly layer: Vgg19Layer
  readonly state: 'verified' | 'missing' | 'corrupt'
  /** Of the missing or corrupt shards. */
  readonly files: readonly string[]
}

/** `$NST_ONNX_CACHE`, or else the user's cache folder as the operating system has it; downloads lie in its `vgg19`. */
export function defaultCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const root = env.NST_ONNX_CACHE ? resolve(env.NST_ONNX_CACHE) : envPaths('nst-onnx', { suffix: '' }).cache
  return join(root, 'vgg19')
}

/** Hashes what the cache has of each layer, in the manifest's order. Reads only; an absent folder is no error. */
export async function verifyCache({ layers, manifest, cacheFolder, env }: CacheOptions): Promise<CachedLayer[]> {
  const folder = cacheFolder ?? defaultCacheFolder(env)
  const states: CachedLayer[] = []
  for (const { layer, shards } of manifestLayers(layers, manifest)) {
    const faults: { state: 'missing' | 'corrupt'; file: string }[] = []
    for (const shard of shards) {
      const { state } = await readShard(folder, shard)
      if (state !== 'verified') faults.push({ state, file: join(folder, shard.path) })
    }
    const worst = (['corrupt', 'missing'] as const).find(fault => faults.some(({ state }) => state === fault))
    states.push({ layer, state: worst ?? 'verified', files: faults.map(({ file }) => file) })
  }
  return states
}

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

export type CachedShard =
  | { readonly state: 'verified'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'corrupt' }

/** Reads a shard and hashes it. Throws WeightsError where there is something that cannot be read. */
export async function readShard(folder: string, shard: Shard): Promise<CachedShard> {
  const path = join(folder, shard.path)
  try {
    const bytes = await readFile(path)
    return gitBlobSha1(bytes) === shard.gitBlobSha1 ? { state: 'verified', bytes } : { state: 'corrupt' }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing' }
    const message = `${path} cannot be read (${code}); remove it or choose another folder in NST_ONNX_CACHE`
    throw new WeightsError('disk', message, { cause })
  }
}

/** A layer's shards put together. Throws WeightsError where one is missing or not what was pinned. */
export async function readCachedLayer(folder: string, { bytes, shards }: ManifestLayer): Promise<Uint8Array> {
  const layer = new Uint8Array(bytes)
  let place = 0
  for (const shard of shards) {
    const cached = await readShard(folder, shard)
    if (cached.state !== 'verified') {
      const message = `${join(folder, shard.path)} is ${cached.state}; run nst-onnx weights pull`
      throw new WeightsError('corrupt', message)
    }
    layer.set(cached.bytes, place)
    place += shard.bytes
  }
  return layer
}

/** Keeps a shard whose bytes have been verified. */
export function storeShard(folder: string, shard: Shard, bytes: Uint8Array): Promise<void> {
  const remedy = 'make room, or choose another folder in NST_ONNX_CACHE'
  return writeAtomically(join(folder, shard.path), bytes, remedy)
}

/** Git's object id of a file with these bytes, hexadecimal. */
export function gitBlobSha1(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
