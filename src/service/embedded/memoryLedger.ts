import { NstOnnxError } from '../../errors.js'
import type { Ledger, Writing } from '../boundedStore.js'
import type { FolderStore } from '../folderStore.js'

/** What one process knows of a store that is its own. */
export class MemoryLedger implements Ledger {
  readonly #limit: number
  readonly #folders = new Map<string, Map<string, number>>()
  /** Bytes of blobs, those being written included, and of those that were promised room. */
  #used = 0
  #promised = 0

  /** @param limit most bytes in all */
  private constructor(limit: number) {
    this.#limit = limit
  }

  /** Counts what is in a store. Throws the file system's own error. */
  static async of(store: FolderStore, limit: number): Promise<MemoryLedger> {
    const ledger = new MemoryLedger(limit)
    for (const folder of await store.folders())
      for (const name of await store.blobs(folder)) ledger.#count(folder, name, (await store.size(folder, name)) ?? 0)
    return ledger
  }

  get usedBytes(): number {
    return this.#used
  }

  /** Keeps room for what will be written later. Throws NstOnnxError `disk-full`. Returns how to give it back. */
  promise(bytes: number): () => void {
    this.#requireRoom(bytes)
    this.#promised += bytes
    return () => {
      this.#promised -= bytes
    }
  }

  async take({ folder, part, isPromised }: Writing, bytes: number): Promise<void> {
    if (!isPromised) this.#requireRoom(bytes)
    this.#count(folder, part, bytes + (this.#folders.get(folder)?.get(part) ?? 0))
  }

  async wrote({ folder, name, part }: Writing, bytes: number): Promise<void> {
    await this.removed(folder, part)
    this.#count(folder, name, bytes)
  }

  gaveUp({ folder, part }: Writing): Promise<void> {
    return this.removed(folder, part)
  }

  async removed(folder: string, name: string): Promise<void> {
    const blobs = this.#folders.get(folder)
    this.#used -= blobs?.get(name) ?? 0
    blobs?.delete(name)
  }

  async removedFolder(folder: string): Promise<void> {
    for (const bytes of this.#folders.get(folder)?.values() ?? []) this.#used -= bytes
    this.#folders.delete(folder)
  }

  #count(folder: string, name: string, bytes: number): void {
    const blobs = this.#folders.get(folder) ?? new Map<string, number>()
    this.#folders.set(folder, blobs)
    this.#used += bytes - (blobs.get(name) ?? 0)
    blobs.set(name, bytes)
  }

  #requireRoom(bytes: number): void {
    if (this.#used + this.#promised + bytes > this.#limit) throw new NstOnnxError('disk-full', { limit: this.#limit })
  }
}
