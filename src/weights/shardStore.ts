import type { Shard } from './oxfordManifest.js'

/** What a store has of a shard: its bytes if they are the pinned ones. */
export type StoredShard =
  | { readonly state: 'verified'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'corrupt' }

/** Where shards are kept: a folder, or the browser's storage. */
export interface ShardStore {
  /** Reads a shard and hashes it. */
  read(shard: Shard): Promise<StoredShard>
  /** Keeps a shard whose bytes have been verified. */
  keep(shard: Shard, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Git's object id of a file with these bytes, hexadecimal. */
  gitBlobSha1(bytes: Uint8Array<ArrayBuffer>): Promise<string>
}
