import { resolve } from 'node:path'
import type { BlobStore } from '../blobStore.js'
import { FolderStore } from '../folderStore.js'
import { requireWritable } from '../requireWritable.js'

/**
 * Opens the store that is meant: a folder, or one of the user's own; undefined for Redis.
 *
 * @throws NstOnnxError `data-unusable` for a folder that cannot be written
 */
export async function openStore(store: string | BlobStore | undefined): Promise<BlobStore | undefined> {
  if (store === undefined || store === 'redis') return undefined
  if (typeof store !== 'string') return store
  const folder = resolve(store)
  await requireWritable(folder)
  return new FolderStore(folder)
}
