import { format, parse } from 'node:path'
import { outputFormat } from '../images/outputFormat.js'
import { assertWritable, writePicture } from '../node/files/writePicture.js'
import { pictureFile } from '../node/pictures/savePicture.js'
import { drawSheet } from '../sheets/drawSheet.js'
import type { MadeJob, Study } from '../studies/study.js'
import { carryOutJobs } from './carryOutJobs.js'
import { makeFolder } from './makeFolder.js'
import { rescueFile } from './rescueFile.js'

/** How a study is made and told. */
export interface StudyOutput {
  /** Of the sheet. The pictures go into a folder of that name beside it. */
  readonly output: string
  readonly json: boolean
  readonly quiet: boolean
  /** Writes what else tells of the study, and returns the paths. */
  readonly also?: (made: readonly MadeJob[]) => Promise<readonly string[]>
}

/** Makes a study's pictures and its sheet, which shows also what is missing and why. Returns the exit code. */
export async function makeStudy(study: Study<string>, { output, json, quiet, also }: StudyOutput): Promise<number> {
  const sheetFormat = outputFormat(output)
  await assertWritable(output)
  const { dir, name } = parse(output)
  const batch = {
    json,
    quiet,
    folder: () => makeFolder(format({ dir, name })),
    stopping: `stopping after this evaluation and writing the sheet; the same command with --output ${output} goes on from there`,
  }
  return carryOutJobs(study.jobs, batch, async ({ made, progress }) => {
    const sheet = await pictureFile(await drawSheet(study.sheet(made)), sheetFormat, {})
    await writePicture(output, sheet).catch(error => rescueFile(sheet, output, error))
    progress.written(output)
    for (const path of (await also?.(made)) ?? []) progress.written(path)
  })
}
