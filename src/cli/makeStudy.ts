import { format, parse } from 'node:path'
import { outputFormat } from '../images/outputFormat.js'
import { assertWritable, writePicture } from '../node/files/writePicture.js'
import { requireEncoder } from '../node/pictures/encodePicture.js'
import { pictureFile } from '../node/pictures/savePicture.js'
import { drawSheet } from '../sheets/drawSheet.js'
import type { MadeJob, Study } from '../studies/study.js'
import type { BatchManner } from './batchArguments.js'
import { carryOutJobs } from './carryOutJobs.js'
import { makeFolder, makeNewFolder } from './makeFolder.js'
import { freeName, isTaken } from './outputPath.js'
import { rescueFile } from './rescueFile.js'
import { allOf } from './severalErrors.js'

/** Figures of a study, in a file of its sheet's name. */
export interface StudyTable {
  /** Ends the file's name; with its point. */
  readonly extension: string
  text(made: readonly MadeJob[]): string
  /** Whether a file's text is such a table. */
  isSuch(text: string): boolean
}

/** How a study is made and told. */
export interface StudyOutput extends BatchManner {
  /** The sheet's name without its ending, where none is asked for; with a number, if it is taken. */
  readonly stem: string
  readonly tables?: readonly StudyTable[]
}

/**
 * Makes a study's pictures and its sheet, which shows also what is missing and why. The pictures go into a folder of the sheet's
 * name beside it. Returns the exit code.
 */
export async function makeStudy(
  study: Study<string>,
  { stem, output, tables = [], ...manner }: StudyOutput,
): Promise<number> {
  const ext = output === undefined ? '.png' : parse(output).ext
  const sheetFormat = outputFormat(output ?? stem + ext)
  await requireEncoder({ format: sheetFormat })
  const endings = [ext, ...tables.map(({ extension }) => extension)]
  const isFree = async (base: string) => {
    const taken = await Promise.all(['', ...endings].map(ending => isTaken(base + ending)))
    return !taken.includes(true)
  }
  const asked = output === undefined ? undefined : format({ dir: parse(output).dir, name: parse(output).name })
  let base = asked ?? (await freeName(stem, isFree))
  for (const ending of endings) await assertWritable(base + ending)
  const batch = {
    ...manner,
    folder: async () => {
      if (asked !== undefined) return makeFolder(asked)
      // Made by nobody else at the same time.
      base = await freeName(stem, async name => (await isFree(name)) && makeNewFolder(name))
      return base
    },
    others: () => [
      { path: base + ext, isOurs: () => true },
      ...tables.map(({ extension, isSuch }) => ({ path: base + extension, isOurs: isSuch })),
    ],
    stopping: () =>
      `stopping after this evaluation and writing the sheet; the same command with --output ${base + ext} goes on from there`,
  }
  return carryOutJobs(study.jobs, batch, async ({ made, progress }) => {
    const files = [
      { ending: ext, bytes: await pictureFile(await drawSheet(study.sheet(made)), sheetFormat, {}) },
      ...tables.map(({ extension, text }) => ({ ending: extension, bytes: new TextEncoder().encode(text(made)) })),
    ]
    const failures: unknown[] = []
    for (const { ending, bytes } of files) {
      try {
        await writePicture(base + ending, bytes).catch(error => rescueFile(bytes, ending, error))
        progress.written(base + ending)
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw allOf(failures)
  })
}
