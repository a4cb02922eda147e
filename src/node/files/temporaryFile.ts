import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isRunning, numbering } from '../processNumbers.js'

/** A file of this age is no longer being written, whoever began it. */
const MILLISECONDS_UNTIL_LEFT = 3_600_000

const NAME = /^\.nst-onnx-(?:([\da-f]{8})-(\d+)-)?[\da-f-]{8,36}\.tmp$/

/** A file's bytes, or pieces of them as they come. */
export type FileContents = Uint8Array | AsyncIterable<Uint8Array>

/** Returns the new file's path; removes the file if writing fails half-way. Throws the file system's own error. */
export async function writeTemporary(folder: string, contents: FileContents): Promise<string> {
  // Not made from the target's name: that may be as long as the file system allows.
  const path = join(folder, `.nst-onnx-${machine()}-${process.pid}-${randomUUID().slice(0, 8)}.tmp`)
  const file = await open(path, 'wx')
  try {
    try {
      // Each goes on where the one before ended.
      for await (const piece of contents instanceof Uint8Array ? [contents] : contents) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return path
}

/** Removes what killed processes were writing into a folder. Never throws: whoever may not remove them leaves them. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    if (await isLeft(name, path)) await rm(path).catch(() => {})
  }
}

async function isLeft(name: string, path: string): Promise<boolean> {
  const [matched, writersMachine, pid] = NAME.exec(name) ?? []
  if (!matched) return false
  if (writersMachine === machine() && !isRunning(Number(pid))) return true
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
  return age > MILLISECONDS_UNTIL_LEFT
}

/** Where a process's number means something: folders are shared between machines, and containers count for themselves. */
function machine(): string {
  return createHash('sha256')
    .update(`${hostname()} ${numbering() ?? ''}`)
    .digest('hex')
    .slice(0, 8)
}
