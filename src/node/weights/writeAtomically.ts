import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { NstOnnxError } from '../../errors.js'
import { replaceFile } from '../files/replaceFile.js'
import { removeLeftovers } from '../files/temporaryFile.js'

/**
 * Writes a whole file or nothing, making its folder if need be. Throws NstOnnxError `weights` with `remedy` as its last words;
 * nothing is left behind then.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, remedy: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await removeLeftovers(dirname(path))
    await replaceFile(path, bytes)
  } catch (cause) {
    throw new NstOnnxError('weights-disk-unwritten', { path, trouble: diskTrouble(cause), remedy }, { cause })
  }
}

function diskTrouble(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'no space is left for it'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not permitted'
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file stands where a folder is needed'
    default:
      return code ?? message
  }
}
