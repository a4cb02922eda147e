import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { BlobStore, Pieces } from './blobStore.js'
import { isResult } from './jobRecord.js'

/** A blob that is being written. */
export interface Writing {
  readonly folder: string
  readonly name: string
  /** Tells it from others that are written at its place; no name of a blob. */
  readonly part: string
  /** Whether there is room for it from the beginning of its job. */
  readonly isPromised: boolean
}

/** What is known of the bytes in a store. */
export interface Ledger {
  /** Counts bytes before they are written. Throws NstOnnxError `disk-full` where there is no room; for a promised blob there is. */
  take(writing: Writing, bytes: number): Promise<void>
  /** Counts a blob that has been written, in place of the one before it and of what was taken for it. */
  wrote(writing: Writing, bytes: number): Promise<void>
  /** No longer counts what was taken for a blob that was not written to its end. */
  gaveUp(writing: Writing): Promise<void>
  /** No longer counts a blob. */
  removed(folder: string, name: string): Promise<void>
  /** No longer counts a folder. */
  removedFolder(folder: string): Promise<void>
}

/** A store that holds so many bytes and no more. */
export class BoundedStore implements BlobStore {
  readonly #store: BlobStore
  readonly #ledger: Ledger

  constructor(store: BlobStore, ledger: Ledger) {
    this.#store = store
    this.#ledger = ledger
  }

  async write(folder: string, name: string, pieces: Pieces): Promise<number> {
    const ledger = this.#ledger
    const writing: Writing = { folder, name, part: `${name}~${randomUUID()}`, isPromised: isResult(name) }
    async function* counted(): AsyncGenerator<Uint8Array> {
      await ledger.take(writing, 0)
      for await (const piece of pieces) {
        await ledger.take(writing, piece.length)
        yield piece
      }
    }
    try {
      const bytes = await this.#store.write(folder, name, counted())
      await ledger.wrote(writing, bytes)
      return bytes
    } catch (error) {
      // What cannot be told now goes with the folder.
      await ledger.gaveUp(writing).catch(() => {})
      throw error
    }
  }

  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#store.read(folder, name)
  }

  size(folder: string, name: string): Promise<number | undefined> {
    return this.#store.size(folder, name)
  }

  stream(folder: string, name: string, start: number, end: number): Readable {
    return this.#store.stream(folder, name, start, end)
  }

  async remove(folder: string, name: string): Promise<void> {
    await this.#store.remove(folder, name)
    await this.#ledger.removed(folder, name)
  }

  async removeFolder(folder: string): Promise<void> {
    await this.#store.removeFolder(folder)
    await this.#ledger.removedFolder(folder)
  }
}
