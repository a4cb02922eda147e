import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type FileContents, writeTemporary } from './temporaryFile.js'

/**
 * Writes a file whole or not at all: under a unique name in the same folder, flushed to disk, then renamed over `path`. Readers
 * and other writers of the path never see a part. Throws the file system's own error; nothing half-written stays, and a file
 * already at `path` is untouched then.
 */
export async function replaceFile(path: string, contents: FileContents): Promise<void> {
  await moveInto(contents, path, rename)
}

/** Writes a file as {@link replaceFile} does, but throws EEXIST where there is anything at `path`, even if that came this very moment. */
export async function createFile(path: string, contents: FileContents): Promise<void> {
  await moveInto(contents, path, async temporary => {
    try {
      await link(temporary, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
      // A file system without links: the name is taken by an empty file first.
      await (await open(path, 'wx')).close()
      await rename(temporary, path)
    }
  })
}

async function moveInto(
  contents: FileContents,
  path: string,
  move: (temporary: string, path: string) => Promise<void>,
): Promise<void> {
  const temporary = await writeTemporary(dirname(path), contents)
  try {
    await move(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}
