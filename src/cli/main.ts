import yargs, { type Argv, type CommandModule } from 'yargs'
import { NstOnnxError } from '../errors.js'
import { dependency } from '../node/dependency.js'
import { packageDescription } from '../node/packageDescription.js'
import { errorText } from './commandWords.js'
import { EXIT_CODES } from './exitCodes.js'
import { requireOnce } from './requireOnce.js'
import { SeveralErrors } from './severalErrors.js'
import { remark } from './terminal.js'
import { marked, unmarked } from './verbatimWords.js'

type Command = (finish: (exitCode: number) => void) => CommandModule

/** The commands, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.js')).runCommand,
  try: async () => (await import('./commands/try.js')).tryCommand,
  grid: async () => (await import('./commands/grid.js')).gridCommand,
  sweep: async () => (await import('./commands/sweep.js')).sweepCommand,
  reconstruct: async () => (await import('./commands/reconstruct.js')).reconstructCommand,
  texture: async () => (await import('./commands/texture.js')).textureCommand,
  gallery: async () => (await import('./commands/gallery.js')).galleryCommand,
  serve: async () => (await import('./commands/serve.js')).serveCommand,
  work: async () => (await import('./commands/work.js')).workCommand,
  weights: async () => (await import('./commands/weights.js')).weightsCommand,
  devices: async () => (await import('./commands/devices.js')).devicesCommand,
  info: async () => (await import('./commands/info.js')).infoCommand,
  verify: async () => (await import('./commands/verify.js')).verifyCommand,
}

/** Loads the command that is named, or all for a word about them: loading all takes longer than `info` or a refusal does. */
function commandsFor([first = '']: readonly string[]): Promise<Command[]> {
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  return Promise.all((named ? [named] : Object.values(COMMANDS)).map(load => dependency(load())))
}

/** Runs one command line and returns its exit code. Errors with a remedy are one line on stderr, never a stack trace. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(args)
  } catch (error) {
    const errors = error instanceof SeveralErrors ? error.errors : error instanceof NstOnnxError ? [error] : []
    const [first] = errors
    if (!first) throw error
    for (const each of errors) remark(`nst-onnx: ${errorText(each)}`)
    return EXIT_CODES[first.kind]
  }
}

async function carryOut(args: readonly string[]): Promise<number> {
  let exitCode = EXIT_CODES.done
  const finish = (code: number) => {
    exitCode = code
  }
  const { version } = await packageDescription()
  const parser = yargs(marked(args))
    .scriptName('nst-onnx')
    .usage('$0 COMMAND\n\nNeural style transfer: one picture painted like another.')
    .command((await commandsFor(args)).map(command => command(finish)))
    .middleware(parsed => {
      requireOnce(Object.assign(parsed, unmarked(parsed)))
    })
    .demandCommand(1, 'name a command')
    .strict()
    .locale('en')
    .version(version)
    .alias('h', 'help')
    .parserConfiguration({ 'duplicate-arguments-array': true, 'boolean-negation': false })
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      // yargs hands over a handler's error in place of a message, and with its own complaints sometimes both.
      if (error && error.name !== 'YError') throw error
      throw new NstOnnxError('command-line', {}, { cause: new Error(inPlainWords(unmarked(message ?? error.message))) })
    })
  withoutHelpOfCommands(parser)
  await parser.parseAsync()
  return exitCode
}

/** What yargs's own parts share, which its types leave out. */
interface Internals {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } }
}

/** Keeps yargs from setting the help of each command that it runs, should that fail: it takes longer than all else that it does. */
function withoutHelpOfCommands(parser: Argv): void {
  const { getUsageInstance } = (parser as unknown as Internals).getInternalMethods()
  getUsageInstance().cacheHelpMessage = () => {}
}

/** yargs's complaints as one line; those that most newcomers meet, in words that say what is wrong. */
function inPlainWords(message: string): string {
  const counts = /^Not enough non-option arguments: got (\d+), need at least (\d+)/.exec(message)
  if (counts) return `this command needs ${counts[2]} file name${counts[2] === '1' ? '' : 's'}, ${counts[1]} given`
  const unknown = /^Unknown arguments?: (.+)/.exec(message)?.[1]?.split(', ')
  // yargs names an unknown --some-flag a second time as someFlag.
  if (unknown)
    return `unknown: ${unknown.filter(name => !unknown.some(other => isCamelCaseOf(name, other))).join(', ')}`
  const bare = /^Not enough arguments following: (.+)/.exec(message)
  if (bare) return `--${bare[1]} needs a value`
  return message.replaceAll(/\s+/g, ' ')
}

const isCamelCaseOf = (name: string, kebab: string): boolean =>
  name !== kebab && name === kebab.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
