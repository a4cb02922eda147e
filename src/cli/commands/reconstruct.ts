import type { CommandModule } from 'yargs'
import { filledOptions } from '../../options/filledOptions.js'
import { STUDY_PRESET } from '../../options/presets.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { reconstructionStudy } from '../../studies/layerStudies.js'
import { batchManner, layerList, seedList, seedsOption, studyOptionNames, withBatchOptions } from '../batchArguments.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { makeStudy } from '../makeStudy.js'

/** `nst-onnx reconstruct CONTENT`: what each layer keeps of a picture. */
export function reconstructCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'reconstruct <content>',
    describe: 'Make a picture again from noise, by its content loss at each of some layers',
    builder: argv =>
      withBatchOptions(
        withTableOptions(
          argv
            .positional('content', { type: 'string', describe: 'Picture to reconstruct', demandOption: true })
            .option('layers', {
              type: 'string',
              requiresArg: true,
              describe: "Layers, one picture each: TAP,… [default: the preset's content layers]",
            })
            .option('seeds', seedsOption),
          studyOptionNames.filter(name => name !== 'styleSize' && name !== 'styleScale'),
          { preset: STUDY_PRESET },
        ),
        'CONTENT-reconstruction.png',
      ) as never,
    handler: async args => finish(await reconstruct(args)),
  }
}

async function reconstruct(args: Readonly<Record<string, unknown>>): Promise<number> {
  const content = String(args.content)
  const options = { preset: STUDY_PRESET, ...tableOptions(args) }
  const { layers: text } = args as { layers?: string } // what yargs was told
  const layers = text === undefined ? filledOptions(options).contentLayers : layerList(text)
  const study = reconstructionStudy(content, layers, seedList(args.seeds), options)
  return makeStudy(study, { stem: `${pictureTitle(content)}-reconstruction`, ...batchManner(args) })
}
