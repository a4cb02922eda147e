import type { CommandModule } from 'yargs'
import { OPTION_NAMES } from '../../options/optionsTable.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { lookStudy } from '../../studies/lookStudy.js'
import { batchManner, withBatchOptions } from '../batchArguments.js'
import { tableOptions, withTableOptions } from '../commandOptions.js'
import { EXIT_CODES } from '../exitCodes.js'
import { makeStudy } from '../makeStudy.js'
import { print } from '../terminal.js'

/** `nst-onnx try CONTENT STYLE`: six looks on a small sheet, with the command for each. */
export function tryCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'try <content> <style>',
    describe: 'Show six looks on a small sheet, and print the command for each',
    builder: argv =>
      withBatchOptions(
        withTableOptions(
          argv
            .positional('content', { type: 'string', describe: 'Picture to paint', demandOption: true })
            .positional('style', { type: 'string', describe: 'Picture whose manner to use', demandOption: true }),
          OPTION_NAMES,
        ),
        'CONTENT-STYLE-looks.png',
      ) as never,
    handler: async args => finish(await tryLooks(args)),
  }
}

async function tryLooks(args: Readonly<Record<string, unknown>>): Promise<number> {
  const [content, style] = [String(args.content), String(args.style)]
  const study = lookStudy(content, style, tableOptions(args))
  const stem = `${pictureTitle(content)}-${pictureTitle(style)}-looks`
  const manner = batchManner(args)
  const exitCode = await makeStudy(study, { stem, ...manner })
  if (exitCode === EXIT_CODES.done && !manner.json)
    for (const { title, command } of study.commands) print(`${`${title}:`.padEnd(25)} ${command}`)
  return exitCode
}
