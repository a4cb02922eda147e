import type { Readable } from 'node:stream'

/** Pieces of a blob, as they come. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * Where uploads, checkpoints and results lie: named bytes in folders, of which each belongs to one job. Workers on other machines
 * see the same.
 */
export interface BlobStore {
  /** Writes a blob whole or not at all. Returns how many bytes it has. Throws NstOnnxError `disk-full`. */
  write(folder: string, name: string, pieces: Pieces): Promise<number>
  /** Returns a blob's bytes; undefined where there is none. */
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Returns how many bytes a blob has; undefined where there is none. */
  size(folder: string, name: string): Promise<number | undefined>
  /** Reads a part of a blob, as fast as its reader takes it. `end` is the last byte. */
  stream(folder: string, name: string, start: number, end: number): Readable
  remove(folder: string, name: string): Promise<void>
  /** Removes a folder and all that is in it. */
  removeFolder(folder: string): Promise<void>
  /** Names of all folders. */
  folders(): Promise<readonly string[]>
}
