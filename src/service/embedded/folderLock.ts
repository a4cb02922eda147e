import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { NstOnnxError } from '../../errors.js'
import { dataUnusable } from '../dataUnusable.js'
import { makeFolder } from '../makeFolder.js'
import { holderFrom, isAlive, ownHolder } from './folderHolder.js'

const NAME = 'lock'
/** A process that has just made its lock has written it by then, in milliseconds. */
const WRITTEN_MS = 100

/**
 * Takes a folder for a service. Returns how to give it back; a process that dies gives it back too.
 *
 * @throws NstOnnxError `data-in-use` where a service that runs has it, `data-unusable` where it cannot be written
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, NAME)
  try {
    await makeFolder(folder)
    const own = JSON.stringify(await ownHolder())
    while (!(await isWritten(path, own))) {
      const holder = holderFrom((await textOf(path)) || (await pause(WRITTEN_MS, path).then(textOf)))
      if (holder && (await isAlive(holder))) throw new NstOnnxError('data-in-use', { name: folder, pid: holder.pid })
      await rm(path, { force: true })
    }
  } catch (cause) {
    throw cause instanceof NstOnnxError ? cause : dataUnusable(folder, cause)
  }
  return () => rm(path, { force: true })
}

/** Writes a file where there is none. */
async function isWritten(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** What a lock says; nothing where it is gone by now. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return ''
  }
}
