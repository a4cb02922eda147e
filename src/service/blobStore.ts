import type { Readable } from 'node:stream'

/** Pieces of a blob, as they come. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * Where uploads, checkpoints, previews and results lie: named bytes in folders, of which each belongs to one job. Services and
 * workers on other machines see the same. Names of folders are UUIDs, those of blobs `[A-Za-z0-9.-]+`.
 */
export interface BlobStore {
  /**
   * Writes a blob whole or not at all, in place of one that is there; readers of that one may fail. What it resolves on is there for every
   * process. Returns how many bytes it has. Throws NstOnnxError `disk-full` where there is no room.
   */
  write(folder: string, name: string, pieces: Pieces): Promise<number>
  /** Returns a blob's bytes; undefined where there is none. */
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Returns how many bytes a blob has; undefined where there is none. */
  size(folder: string, name: string): Promise<number | undefined>
  /** Reads a part of a blob, as fast as its reader takes it. `end` is the last byte. */
  stream(folder: string, name: string, start: number, end: number): Readable
  /** Removes a blob, if there is one. */
  remove(folder: string, name: string): Promise<void>
  /** Removes a folder and all that is in it, if there is one. */
  removeFolder(folder: string): Promise<void>
}
