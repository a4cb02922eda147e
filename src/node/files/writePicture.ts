import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { NstOnnxError } from '../../errors.js'
import { createFile, replaceFile } from './replaceFile.js'
import { type FileContents, removeLeftovers, writeTemporary } from './temporaryFile.js'

/**
 * Checks before a long run that `path` can be written at its end, by writing beside it: permission bits do not tell
 * everything. Leaves nothing behind, and removes what killed runs have left there.
 *
 * @throws NstOnnxError 'usage' for a folder as path or a missing folder, 'failed' where writing fails
 */
export async function assertWritable(path: string): Promise<void> {
  const isFolder = (candidate: string) =>
    stat(candidate).then(
      found => found.isDirectory(),
      error => {
        if (error.code === 'ENAMETOOLONG') throw cannotWrite(path, error)
        return false
      },
    )
  if (await isFolder(path)) throw new NstOnnxError('output-is-folder', { path })
  const folder = dirname(path)
  if (!(await isFolder(folder))) throw new NstOnnxError('output-folder-missing', { path, folder })
  await removeLeftovers(folder)
  try {
    await rm(await writeTemporary(folder, new Uint8Array()))
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, flushed to disk, then renamed over `path`.
 *
 * @throws NstOnnxError 'failed' where that fails; nothing half-written stays, and a file already at `path` is untouched
 */
export async function writePicture(path: string, contents: FileContents): Promise<void> {
  try {
    await replaceFile(path, contents)
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/**
 * Writes a picture as {@link writePicture} does, but never in place of another file.
 *
 * @returns false where there is one
 */
export async function writeNewPicture(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await createFile(path, bytes)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cannotWrite(path, error)
  }
}

function cannotWrite(path: string, cause: unknown): NstOnnxError {
  const { code, message } = cause as NodeJS.ErrnoException
  const reason = reasons.get(code ?? '') ?? `${message}; choose another place`
  return new NstOnnxError('output-not-written', { path, reason }, { cause })
}

const noPermission = 'no permission; choose another folder'
const reasons = new Map([
  ['EACCES', noPermission],
  ['EPERM', noPermission],
  ['EROFS', 'the file system is read-only; choose another folder'],
  ['ENOSPC', 'the disk is full; free some space'],
  ['EFBIG', 'the file is larger than may be written here; choose another place'],
  ['EDQUOT', 'the disk quota is used up; free some space'],
  ['ENAMETOOLONG', 'the name is too long; shorten it'],
  ['EISDIR', 'this is a folder; name a file in it'],
  ['ENOENT', 'its folder does not exist; create it first'],
])
