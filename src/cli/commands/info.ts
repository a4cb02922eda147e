import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { readRecipe } from '../../images/recipe.js'
import { readBytes } from '../../node/pictures/readPicture.js'
import { commandOf, parseRecipe } from '../../recipes/recipe.js'
import { readSource } from '../sources.js'
import { print, printJson } from '../terminal.js'

/** `nst-onnx info FILE`: how a picture was made, as a command that makes it again. */
export function infoCommand(): CommandModule {
  return {
    command: 'info <file>',
    describe: 'Print the command that made a picture',
    builder: argv =>
      argv
        .positional('file', { type: 'string', describe: 'A picture made by nst-onnx', demandOption: true })
        .option('json', { type: 'boolean', describe: 'The whole recipe as JSON' }) as never,
    handler: async args => {
      const { file, json } = args as unknown as { file: string; json?: boolean }
      const text = readRecipe((await readSource(file))?.bytes ?? (await readBytes(file)))
      if (text === undefined) {
        throw new NstOnnxError('recipe-absent', { name: file })
      }
      const recipe = parseRecipe(text, file)
      if (json) printJson(recipe, 2)
      else print(commandOf(recipe))
    },
  }
}
