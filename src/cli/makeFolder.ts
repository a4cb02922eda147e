import { mkdir, stat } from 'node:fs/promises'
import { NstOnnxError } from '../errors.js'

/** Makes sure that there is a folder, and returns its path. Throws NstOnnxError `usage` where there cannot be one. */
export async function makeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true }).catch(cause => {
    throw new NstOnnxError('usage', `--output: ${path} cannot be made a folder (${cause.code}); choose another name`, {
      cause,
    })
  })
  if ((await stat(path)).isDirectory()) return path
  throw new NstOnnxError('usage', `--output: ${path} is no folder; choose another name`)
}
