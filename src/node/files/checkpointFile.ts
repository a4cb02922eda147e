import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
import { readAbout, readCheckpoint } from '../../checkpoints/checkpointFile.js'
import { NstOnnxError } from '../../errors.js'
import type { PlannedRun } from '../../stylize/plan.js'
import { type CheckpointOwner, otherwise, ownerOf } from '../../stylize/runState.js'

const ENDING = '.resume'
/** A checkpoint says in its beginning what it is of. */
const BEGINNING = 2 ** 20

/** Where the checkpoint of a run is kept: beside its output. */
export const checkpointPath = (output: string): string => output + ENDING

/** The checkpoint in a file; undefined where that is no whole one. Throws NstOnnxError `input` where it cannot be read. */
export async function readCheckpointFile(path: string): ReturnType<typeof readCheckpoint> {
  try {
    const file = await open(path)
    try {
      return await readCheckpoint(target => fill(target, file))
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw new NstOnnxError('checkpoint-damaged', { name: path }, { cause })
  }
}

/** The most that the system reads at a time. */
const MOST_READ = 2 ** 30

async function fill(target: Uint8Array, file: FileHandle): Promise<boolean> {
  for (let offset = 0; offset < target.length; ) {
    const { bytesRead } = await file.read(target, offset, Math.min(MOST_READ, target.length - offset), null)
    if (bytesRead === 0) return false
    offset += bytesRead
  }
  return true
}

/** The output of which the folder holds the newest checkpoint of a run; undefined where there is none. */
export async function outputOfNewestCheckpoint(folder: string, plan: PlannedRun): Promise<string | undefined> {
  const names = (await readdir(folder)).filter(name => name.endsWith(ENDING))
  const found: { output: string; time: number }[] = []
  for (const name of names) {
    const about = await aboutFile(name)
    if (about && otherwise(about, ownerOf(plan)) === undefined)
      found.push({ output: name.slice(0, -ENDING.length), time: (await stat(name)).mtimeMs })
  }
  return found.sort((a, b) => b.time - a.time)[0]?.output
}

/** Removes the checkpoint at a path; what else may be there stays. */
export async function removeCheckpoint(path: string): Promise<void> {
  if (await aboutFile(path)) await rm(path, { force: true })
}

/** What a file says that it is a checkpoint of; undefined where it is none, or cannot be read. */
export async function aboutFile(path: string): Promise<CheckpointOwner | undefined> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
      return readAbout(buffer.subarray(0, bytesRead)) as CheckpointOwner | undefined // written by this package alone
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}
