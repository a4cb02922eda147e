import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { NstOnnxError } from '../errors.js'
import type { BlobStore, Pieces } from './blobStore.js'
import { makeFolder } from './makeFolder.js'

const PART = '.part'
/** What systems say of disks and quotas that are full. */
const FULL: readonly string[] = ['ENOSPC', 'EDQUOT']

/** Blobs as files below a folder of a disk, which machines may share. */
export class FolderStore implements BlobStore {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  async write(folder: string, name: string, pieces: Pieces): Promise<number> {
    await makeFolder(join(this.#root, folder))
    const path = this.#path(folder, name)
    const part = `${path}.${randomUUID()}${PART}`
    let length = 0
    try {
      const file = await open(part, 'w')
      try {
        for await (const piece of pieces) {
          length += piece.length
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
      if (FULL.includes(code)) throw new NstOnnxError('disk-full', { limit: length }, { cause: error })
      throw error
    }
    return length
  }

  async read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return readFile(this.#path(folder, name)).catch(nothing)
  }

  async size(folder: string, name: string): Promise<number | undefined> {
    return stat(this.#path(folder, name)).then(({ size }) => size, nothing)
  }

  stream(folder: string, name: string, start: number, end: number): Readable {
    return createReadStream(this.#path(folder, name), { start, end })
  }

  async remove(folder: string, name: string): Promise<void> {
    await rm(this.#path(folder, name), { force: true })
  }

  async removeFolder(folder: string): Promise<void> {
    await rm(join(this.#root, folder), { recursive: true, force: true })
  }

  /** Names of all folders; none where the store was not used yet. */
  async folders(): Promise<readonly string[]> {
    return (await readdir(this.#root).catch(nothing)) ?? []
  }

  /** The blobs of a folder. What was not written to its end by an earlier process is removed. */
  async blobs(folder: string): Promise<readonly string[]> {
    const names = (await readdir(join(this.#root, folder)).catch(nothing)) ?? []
    await Promise.all(names.filter(isPart).map(name => this.remove(folder, name)))
    return names.filter(name => !isPart(name))
  }

  #path(folder: string, name: string): string {
    return join(this.#root, folder, name)
  }
}

const isPart = (name: string): boolean => name.endsWith(PART)

/** What is not there is no error. */
function nothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
