import type { CommandModule } from 'yargs'
import { OPTION_NAMES } from '../../options/optionsTable.js'
import { STUDY_PRESET } from '../../options/presets.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { MadeJob } from '../../studies/study.js'
import { parseVariation, type SweepStudy, sweepStudy } from '../../studies/sweepStudy.js'
import { isSweepCsv, isSweepJson, sweepCsv, sweepTable } from '../../studies/sweepTable.js'
import { batchManner, withBatchOptions } from '../batchArguments.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { makeStudy, type StudyTable } from '../makeStudy.js'

/** Large enough to judge strokes and small enough for a dozen pictures in a minute or two. */
const SWEEP_SIZE = 192

/** `nst-onnx sweep CONTENT STYLE --vary option=value,…`: what options do, on a sheet and in a table. */
export function sweepCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'sweep <content> <style>',
    describe: 'Vary one or two options of a run, on a sheet and in a table',
    builder: argv =>
      withBatchOptions(
        withTableOptions(
          argv
            .positional('content', { type: 'string', describe: 'Picture to paint', demandOption: true })
            .positional('style', { type: 'string', describe: 'Picture whose manner to use', demandOption: true })
            .option('vary', {
              type: 'string',
              array: true,
              nargs: 1,
              requiresArg: true,
              demandOption: true,
              describe:
                'An option and its values: style-weight=1e4,1e5,1e6; values with commas in them are separated by ' +
                `semicolons. Once or twice. Size is ${SWEEP_SIZE} unless given.`,
            }),
          OPTION_NAMES,
          { preset: STUDY_PRESET },
        ),
        'CONTENT-STYLE-sweep.png; .csv and .json beside it',
      ) as never,
    handler: async args => finish(await sweep(args)),
  }
}

async function sweep(args: Readonly<Record<string, unknown>>): Promise<number> {
  const [content, style] = [String(args.content), String(args.style)]
  const variations = [args.vary].flat(2).map(text => parseVariation(String(text)))
  const given = tableOptions(args)
  const isSizeVaried = variations.some(({ option }) => option === 'size')
  const options = given.size !== undefined || isSizeVaried ? given : { ...given, size: SWEEP_SIZE }
  const study = sweepStudy(content, style, variations, options)
  const stem = `${pictureTitle(content)}-${pictureTitle(style)}-sweep`
  return makeStudy(study, { stem, ...batchManner(args), tables: tablesOf(study) })
}

function tablesOf(study: SweepStudy): StudyTable[] {
  const json = (made: readonly MadeJob[]) => `${JSON.stringify(sweepTable(study, made), undefined, 2)}\n`
  return [
    { extension: '.csv', text: made => sweepCsv(sweepTable(study, made)), isSuch: isSweepCsv },
    { extension: '.json', text: json, isSuch: isSweepJson },
  ]
}
