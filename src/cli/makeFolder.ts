import { mkdir, stat } from 'node:fs/promises'
import { NstOnnxError } from '../errors.js'
import { removeLeftovers } from '../node/files/temporaryFile.js'

/** Makes a folder, if there is nothing of that name; returns whether it did. Throws NstOnnxError `usage` where it cannot. */
export async function makeNewFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw new NstOnnxError('output-folder-not-made', { ...notMade(path, code), what: 'place' }, { cause })
  }
}

/** Makes sure that there is a folder without what killed runs have left there, and returns its path. Throws NstOnnxError `usage` where there cannot be one. */
export async function makeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true }).catch(cause => {
    throw new NstOnnxError('output-folder-not-made', { ...notMade(path, cause.code), what: 'name' }, { cause })
  })
  if (!(await stat(path)).isDirectory()) throw new NstOnnxError('output-no-folder', { option: 'output', path })
  await removeLeftovers(path)
  return path
}

const notMade = (path: string, code: unknown) => ({ option: 'output', path, trouble: String(code) })
