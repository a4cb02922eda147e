import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { replaceFile } from '../node/files/replaceFile.js'

/**
 * Keeps what was made but could not be written where it was meant to go, in the first place that takes it. Always throws, saying
 * where it is.
 *
 * @param extension of the file, with its point
 */
export async function rescueFile(bytes: Uint8Array, extension: string, cause: unknown): Promise<never> {
  const folders = [...new Set([tmpdir(), homedir(), process.cwd()])]
  for (const folder of folders) {
    const path = await keepIn(folder, bytes, extension).catch(() => undefined)
    if (path) throw new NstOnnxError('output-rescued', { path }, { cause })
  }
  throw new NstOnnxError('output-lost', { folders: folders.join(', ') }, { cause })
}

/** Keeps bytes in a folder of their own, which nobody else may read; not under the name they were meant for, which may be what was wrong. */
async function keepIn(parent: string, bytes: Uint8Array, extension: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'nst-onnx-'))
  const path = join(folder, `kept${extension}`)
  try {
    await replaceFile(path, bytes)
    return path
  } catch (error) {
    await rm(folder, { recursive: true })
    throw error
  }
}
