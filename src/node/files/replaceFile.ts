import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes a file whole or not at all: under a unique name in the same folder, flushed to disk, then renamed over `path`. Readers
 * and other writers of the path never see a part. Throws the file system's own error; nothing half-written stays, and a file
 * already at `path` is untouched then.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = await writeTemporary(dirname(path), bytes)
  try {
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Returns the new file's path; removes the file if writing fails half-way. Throws the file system's own error. */
export async function writeTemporary(folder: string, bytes: Uint8Array): Promise<string> {
  // Not made from the target's name: that may be as long as the file system allows.
  const path = join(folder, `.nst-onnx-${randomUUID()}.tmp`)
  const file = await open(path, 'wx')
  try {
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return path
}
