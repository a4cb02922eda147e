import type { Readable } from 'node:stream'
import type { BlobStore, Pieces } from './blobStore.js'
import { isResult } from './jobRecord.js'

/** What is known of the bytes in a store. */
export interface Ledger {
  /** Called before a folder is written to. */
  opens(folder: string): Promise<void>
  /** Counts bytes that are being written. Throws NstOnnxError `disk-full` where there is no room; for a promised blob there is. */
  take(bytes: number, isPromised: boolean): void
  /** Gives back what was taken: the blob is counted by now, or will not be. */
  give(bytes: number): void
  /** Counts a blob that has been written. */
  wrote(folder: string, name: string, bytes: number): Promise<void>
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
    let taken = 0
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        ledger.take(piece.length, isResult(name))
        taken += piece.length
        yield piece
      }
    }
    await ledger.opens(folder)
    try {
      const bytes = await this.#store.write(folder, name, counted())
      await ledger.wrote(folder, name, bytes)
      return bytes
    } finally {
      ledger.give(taken)
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
