import { extname } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { assertWritable, writeNewPicture, writePicture } from '../node/files/writePicture.js'
import { assertNoForeign, assertNoInput, freeName, isTaken, numberedOutput, takenSnapshots } from './outputPath.js'
import { rescueFile } from './rescueFile.js'
import type { RunOutput, Snapshots } from './runOutput.js'
import { stdoutOutput } from './stdoutOutput.js'

interface OutputRequest {
  /** Every file that is read. */
  readonly inputs: readonly string[]
  readonly snapshots: Snapshots | undefined
  readonly overwrite: boolean
}

/**
 * Where a run writes: the path asked for, stdout for `-`, or else STEM in the working directory under a number that is free.
 * Throws NstOnnxError `usage`, also where an input or somebody else's file would be written over.
 *
 * @param extension of the format, with its point
 */
export async function chooseOutput(
  asked: string | undefined,
  stem: string,
  extension: string,
  request: OutputRequest,
): Promise<RunOutput> {
  if (asked === undefined) return freeOutput(stem, extension, request.snapshots)
  if (asked === '-') return stdoutOutput(extension)
  return namedOutput(asked, request)
}

/** The output that is named, which may be there already; not so its snapshots. */
async function namedOutput(path: string, { inputs, snapshots, overwrite }: OutputRequest): Promise<RunOutput> {
  const taken = snapshots ? await takenSnapshots(path, snapshots.every, snapshots.iterations) : []
  await assertNoInput([path, ...taken], inputs)
  if (!overwrite) assertNoForeign(taken)
  await assertWritable(path)
  return {
    name: path,
    async write(bytes) {
      await writePicture(path, bytes).catch(error => rescueFile(bytes, extname(path), error))
      return path
    },
    async writeSnapshot(iteration, bytes) {
      const snapshot = numberedOutput(path, iteration)
      if (overwrite) await writePicture(snapshot, bytes)
      else if (!(await writeNewPicture(snapshot, bytes))) throw new NstOnnxError('snapshot-taken', { path: snapshot })
    },
  }
}

/** An output in the working directory under a name that is free when it is written, whoever else writes there. */
async function freeOutput(stem: string, extension: string, snapshots: Snapshots | undefined): Promise<RunOutput> {
  const nextName = async () => {
    const isFree = async (name: string) => {
      const path = name + extension
      if (await isTaken(path)) return false
      return !snapshots || (await takenSnapshots(path, snapshots.every, snapshots.iterations)).length === 0
    }
    return (await freeName(stem, isFree)) + extension
  }
  let path = await nextName()
  await assertWritable(path)
  return {
    name: path,
    async write(bytes) {
      while (!(await writeNewPicture(path, bytes).catch(error => rescueFile(bytes, extension, error))))
        path = await nextName()
      return path
    },
    async writeSnapshot(iteration, bytes) {
      while (!(await writeNewPicture(numberedOutput(path, iteration), bytes))) path = await nextName()
    },
  }
}
