import { join } from 'node:path'
import type { Job } from '../jobs/runJobs.js'
import { assertWritable } from '../node/files/writePicture.js'
import type { BatchManner } from './batchArguments.js'
import { carryOutJobs } from './carryOutJobs.js'
import { makeFolder, makeNewFolder } from './makeFolder.js'
import { freeName, isTaken } from './outputPath.js'

/** How pictures without a sheet are made and told. */
interface PicturesOutput extends BatchManner {
  /** The folder's name, where none is asked for; with a number, if it is taken. */
  readonly stem: string
}

/** Makes the pictures of jobs in a folder, and no sheet, so that none of them need stay in memory. Returns the exit code. */
export async function makePictures(
  jobs: readonly Job<string>[],
  { stem, output, ...manner }: PicturesOutput,
): Promise<number> {
  // The folder of the sheet that would have this name.
  const asked = output?.replace(/(?<=[^/\\])\.(?:png|jpe?g|webp|avif|tiff?)$/i, '')
  let folder = asked ?? (await freeName(stem, async name => !(await isTaken(name))))
  return carryOutJobs(jobs, {
    ...manner,
    folder: async () => {
      if (asked === undefined) folder = await freeName(stem, makeNewFolder)
      else await makeFolder(asked)
      await assertWritable(join(folder, 'a.png'))
      return folder
    },
    others: () => [],
    stopping: () => `stopping after this evaluation; the same command with --output ${folder} goes on from there`,
  })
}
