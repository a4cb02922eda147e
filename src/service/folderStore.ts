import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { NstOnnxError } from '../errors.js'
import type { BlobStore, Pieces } from './blobStore.js'

const PART = '.part'
/** What systems say of disks and quotas that are full. */
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT']

/** Blobs as files below a folder of a disk, within so many bytes. */
export class FolderStore implements BlobStore {
  readonly #root: string
  readonly #limit: number
  readonly #sizes = new Map<string, number>()
  #promised = 0
  #used = 0

  /** @param limit most bytes in all */
  private constructor(root: string, limit: number) {
    this.#root = root
    this.#limit = limit
  }

  /** Opens a store, and counts what is in it. Throws the file system's own error. */
  static async open(root: string, limit: number): Promise<FolderStore> {
    await mkdir(root, { recursive: true })
    const store = new FolderStore(root, limit)
    for (const name of await readdir(root, { recursive: true })) {
      const path = join(root, name)
      const file = await stat(path).catch(() => undefined)
      if (name.endsWith(PART)) await rm(path, { force: true })
      else if (file?.isFile()) store.#count(path, file.size)
    }
    return store
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

  async write(folder: string, name: string, pieces: Pieces): Promise<number> {
    await mkdir(join(this.#root, folder), { recursive: true })
    const path = this.#path(folder, name)
    const part = `${path}${PART}`
    const file = await open(part, 'w')
    let length = 0
    try {
      try {
        for await (const piece of pieces) {
          this.#requireRoom(piece.length)
          length += piece.length
          this.#used += piece.length
          await file.write(piece)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      const { code = '' } = error as NodeJS.ErrnoException
      if (FULL.includes(code)) throw new NstOnnxError('disk-full', { limit: this.#limit }, { cause: error })
      throw error
    } finally {
      this.#used -= length
    }
    this.#count(path, length)
    return length
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await readFile(this.#path(folder, name))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  async size(folder: string, name: string): Promise<number | undefined> {
    return this.#sizes.get(this.#path(folder, name))
  }

  stream(folder: string, name: string, start: number, end: number): Readable {
    return createReadStream(this.#path(folder, name), { start, end })
  }

  async remove(folder: string, name: string): Promise<void> {
    const path = this.#path(folder, name)
    await rm(path, { force: true })
    this.#forget(path)
  }

  async removeFolder(folder: string): Promise<void> {
    const path = join(this.#root, folder)
    await rm(path, { recursive: true, force: true })
    for (const known of this.#sizes.keys()) if (known.startsWith(join(path, '/'))) this.#forget(known)
  }

  async folders(): Promise<readonly string[]> {
    return readdir(this.#root)
  }

  #path(folder: string, name: string): string {
    return join(this.#root, folder, name)
  }

  #requireRoom(bytes: number): void {
    if (this.#used + this.#promised + bytes > this.#limit) throw new NstOnnxError('disk-full', { limit: this.#limit })
  }

  #count(path: string, length: number): void {
    this.#forget(path)
    this.#sizes.set(path, length)
    this.#used += length
  }

  #forget(path: string): void {
    this.#used -= this.#sizes.get(path) ?? 0
    this.#sizes.delete(path)
  }
}
