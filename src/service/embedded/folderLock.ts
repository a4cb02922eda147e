import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NstOnnxError } from '../../errors.js'
import { makeFolder } from '../makeFolder.js'

const NAME = 'lock'
/** Folders that services of this process have. */
const own = new Set<string>()

/**
 * Takes a folder for a service. Returns how to give it back; a process that dies gives it back too.
 *
 * @throws NstOnnxError `data-in-use` where a service that runs has it, `data-unusable` where it cannot be written
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, NAME)
  try {
    await makeFolder(folder)
    const pid = Number(await readFile(path, 'utf8').catch(() => ''))
    if (own.has(folder) || (pid > 0 && pid !== process.pid && isRunning(pid)))
      throw new NstOnnxError('data-in-use', { name: folder, pid })
    await writeFile(path, String(process.pid))
  } catch (cause) {
    if (cause instanceof NstOnnxError) throw cause
    const trouble = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new NstOnnxError('data-unusable', { name: folder, trouble }, { cause })
  }
  own.add(folder)
  return async () => {
    own.delete(folder)
    await rm(path, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
