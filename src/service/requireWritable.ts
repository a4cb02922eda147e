import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dataUnusable } from './dataUnusable.js'
import { makeFolder } from './makeFolder.js'

/** Makes a folder where there is none, and writes to it. Throws NstOnnxError `data-unusable` where that does not work. */
export async function requireWritable(folder: string): Promise<void> {
  const path = join(folder, randomUUID())
  try {
    await makeFolder(folder)
    await writeFile(path, 'x')
    await rm(path)
  } catch (cause) {
    throw dataUnusable(folder, cause)
  }
}
