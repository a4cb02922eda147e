import type { CommandModule } from 'yargs'
import { gridStudy } from '../../studies/gridStudy.js'
import { batchManner, picturesOption, withBatchOptions } from '../batchArguments.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { makePictures } from '../makePictures.js'
import { makeStudy } from '../makeStudy.js'
import { pictureWords } from '../pictureWords.js'

/** `nst-onnx grid`: every content with every style. */
export function gridCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'grid',
    describe: 'Paint every content in the manner of every style, on one sheet',
    builder: argv =>
      withBatchOptions(
        withTableOptions(
          argv
            .option('content', picturesOption('Pictures to paint: files, folders, patterns, addresses'))
            .option('style', picturesOption('Pictures whose manner to use, likewise'))
            .option('name', {
              type: 'string',
              requiresArg: true,
              describe: "What each picture is called [default: '{content}-{style}.png']",
            })
            .option('no-sheet', { type: 'boolean', describe: 'Write the pictures alone, into the folder of --output' }),
        ),
        'grid.png',
      ) as never,
    handler: async args => finish(await grid(args)),
  }
}

async function grid(args: Readonly<Record<string, unknown>>): Promise<number> {
  const contents = await pictureWords('content', args.content)
  const styles = await pictureWords('style', args.style)
  const options = tableOptions(args)
  const { name } = args as { name?: string } // what yargs was told
  const study = gridStudy(contents, styles, options, name)
  const output = { stem: 'grid', ...batchManner(args) }
  return args['no-sheet'] === true ? makePictures(study.jobs, output) : makeStudy(study, output)
}
