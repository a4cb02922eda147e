import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WeightsError } from './weightsError.js'

/**
 * Writes a whole file or nothing, making its folder if need be: the bytes go to a file of a unique name beside it, reach the
 * disk, and take the real name in one step. Readers and other writers of the same path never see a part.
 * Throws WeightsError ('disk') with `remedy` as its last words; nothing is left behind then.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, remedy: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    // What went wrong first is what the user has to know; a file that was never made cannot be removed either.
    await rm(temporary, { force: true }).catch(() => {})
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
