import { realpath, stat } from 'node:fs/promises'

/**
 * What tells a file from all others, however its path is written: hard and symbolic links to it have the same, and spellings that
 * the file system does not tell apart. Undefined where there is no file.
 */
export async function fileIdentity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    // Some network drives number no files.
    return ino === 0n ? await realpath(path) : `${dev} ${ino}`
  } catch {
    return undefined
  }
}
