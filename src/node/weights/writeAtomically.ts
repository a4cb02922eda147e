import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WeightsError } from '../../weights/weightsError.js'
import { replaceFile } from '../files/replaceFile.js'
import { removeLeftovers } from '../files/temporaryFile.js'

/**
 * Writes a whole file or nothing, making its folder if need be. Throws WeightsError ('disk') with `remedy` as its last words;
 * nothing is left behind then.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, remedy: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await removeLeftovers(dirname(path))
    await replaceFile(path, bytes)
  } catch (cause) {
    throw new WeightsError('disk', `${path} cannot be written: ${diskTrouble(cause)}; ${remedy}`, { cause })
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
