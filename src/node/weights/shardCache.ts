import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { NstOnnxError } from '../../errors.js'
import type { Vgg19Layer } from '../../graphs/vgg19.js'
import { manifestLayers } from '../../weights/manifestLayers.js'
import type { Shard, ShardManifest } from '../../weights/oxfordManifest.js'
import type { ShardStore, StoredShard } from '../../weights/shardStore.js'
import { writeAtomically } from './writeAtomically.js'

/** Which layers of which download, kept where. */
export interface CacheOptions {
  readonly layers: readonly Vgg19Layer[]
  /** Default: Oxford's VGG-19. */
  readonly manifest?: ShardManifest
  /** Default: `defaultCacheFolder()`. It holds the shards under their own paths, so it can serve as a mirror. */
  readonly cacheFolder?: string
  /** Where `NST_ONNX_…` variables are looked up. Default: the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** A layer in the cache: all its shards right, or the files that are not there, or not what was pinned. */
export interface CachedLayer {
  readonly layer: Vgg19Layer
  readonly state: 'verified' | 'missing' | 'corrupt'
  /** The files of the missing or corrupt shards. */
  readonly files: readonly string[]
}

/** `$NST_ONNX_CACHE`, or else the user's cache folder as the operating system has it; downloads lie in its `vgg19`. */
export function defaultCacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
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
      const { state } = await folderStore(folder).read(shard)
      if (state !== 'verified') faults.push({ state, file: join(folder, shard.path) })
    }
    const worst = (['corrupt', 'missing'] as const).find(fault => faults.some(({ state }) => state === fault))
    states.push({ layer, state: worst ?? 'verified', files: faults.map(({ file }) => file) })
  }
  return states
}

/** The shards in a folder. Throws NstOnnxError `weights` where there is something that cannot be read or written. */
export function folderStore(folder: string): ShardStore {
  const remedy = 'make room, or choose another folder in NST_ONNX_CACHE'
  return {
    read: shard => readShard(join(folder, shard.path), shard),
    keep: (shard, bytes) => writeAtomically(join(folder, shard.path), bytes, remedy),
    gitBlobSha1: async bytes => gitBlobSha1(bytes),
  }
}

async function readShard(path: string, shard: Shard): Promise<StoredShard> {
  try {
    const bytes = await readFile(path)
    return gitBlobSha1(bytes) === shard.gitBlobSha1 ? { state: 'verified', bytes } : { state: 'corrupt' }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing' }
    throw new NstOnnxError('weights-disk-unread', { path, trouble: String(code) }, { cause })
  }
}

/** A shard that has been pulled. Throws NstOnnxError `weights` where it is missing or not what was pinned. */
export async function readCachedShard(folder: string, shard: Shard): Promise<Uint8Array> {
  const path = join(folder, shard.path)
  const stored = await readShard(path, shard)
  if (stored.state === 'verified') return stored.bytes
  throw new NstOnnxError('weights-corrupt-cache', { path, state: stored.state })
}

/** Git's object id of a file with these bytes, hexadecimal. */
export function gitBlobSha1(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
