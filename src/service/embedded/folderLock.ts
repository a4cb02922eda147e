import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { NstOnnxError } from '../../errors.js'
import { dataUnusable } from '../dataUnusable.js'
import { makeFolder } from '../makeFolder.js'
import { type FolderHolder, holderFrom, isAlive, isElsewhere, ownHolder } from './folderHolder.js'

const NAME = 'lock'
/** A process that has just made its lock has written it by then, in milliseconds. */
const WRITTEN_MS = 100
/** A service touches its lock so often, for those of other containers and machines; one that has not for so long has ended. */
const TOUCHED_MS = 2000
const LOST_MS = 10_000

/**
 * Takes a folder for a service. Returns how to give it back; a process that dies gives it back too, and one that died in another container or
 * on another machine some seconds later.
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
      if (holder && (await isHeld(path, holder)))
        throw new NstOnnxError('data-in-use', { name: folder, pid: holder.pid })
      await rm(path, { force: true })
    }
  } catch (cause) {
    throw cause instanceof NstOnnxError ? cause : dataUnusable(folder, cause)
  }
  const touching = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {}) // what is wrong with the folder is told where pictures are written
  }, TOUCHED_MS).unref()
  return () => {
    clearInterval(touching)
    return rm(path, { force: true })
  }
}

/** Whether the holder of a lock still has it. One whose process cannot be looked at from here is watched until it touches the lock. */
async function isHeld(path: string, holder: FolderHolder): Promise<boolean> {
  if (!(await isElsewhere(holder))) return isAlive(holder)
  const touched = await touchedAt(path)
  if (touched === undefined || Date.now() - touched > LOST_MS) return false
  for (let waited = 0; waited < LOST_MS; waited += TOUCHED_MS / 4) {
    await pause(TOUCHED_MS / 4)
    const now = await touchedAt(path)
    if (now !== touched) return now !== undefined
  }
  return false
}

/** When a lock was touched; undefined where it is gone. */
const touchedAt = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )

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
