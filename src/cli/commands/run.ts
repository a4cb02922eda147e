import type { CommandModule } from 'yargs'
import type { Engine } from '../../engine/engine.js'
import { forEngine } from '../../engine/engineOptions.js'
import { DEFAULT_QUALITY } from '../../images/encodeOptions.js'
import { ENDINGS_TEXT, OUTPUT_FORMATS } from '../../images/outputFormat.js'
import type { StateKeeper } from '../../jobs/stateKeeper.js'
import { startNodeEngine } from '../../node/engine/startNodeEngine.js'
import { checkpointPath, outputOfNewestCheckpoint } from '../../node/files/checkpointFile.js'
import type { PictureInput } from '../../node/pictures/pictureInput.js'
import { checkpointKeeper } from '../checkpointKeeper.js'
import { chooseOutput } from '../chooseOutput.js'
import { withTableOptions } from '../commandOptions.js'
import { EXIT_CODES } from '../exitCodes.js'
import { listenForInterrupts } from '../interrupts.js'
import { isTaken } from '../outputPath.js'
import { paintToFile } from '../paintToFile.js'
import { openProgress } from '../progress.js'
import { readRunArguments } from '../runArguments.js'
import type { RunOutput } from '../runOutput.js'
import { readSources, withSources } from '../sources.js'
import { remark } from '../terminal.js'
import { writingOptions } from '../writingOptions.js'

/** `nst-onnx run CONTENT STYLE`: the main job; `--like PICTURE` in place of the two. */
export function runCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'run [content] [style..]',
    describe: 'Paint the content picture in the manner of the style picture',
    builder: argv =>
      withTableOptions(
        argv
          .positional('content', { type: 'string', describe: 'Picture to paint' })
          .positional('style', {
            type: 'string',
            array: true,
            describe: 'Picture whose manner to use; several are blended',
          })
          .option('output', {
            alias: 'o',
            type: 'string',
            requiresArg: true,
            describe: `Where to write: ${ENDINGS_TEXT}; - for stdout [default: CONTENT-STYLE.png]`,
          }),
      )
        .option('like', {
          type: 'string',
          requiresArg: true,
          describe: 'A picture made by nst-onnx: what made it is repeated, with what is given changed',
        })
        .option('style-blend', {
          type: 'string',
          requiresArg: true,
          describe: 'How much of each style, where there are several: 3,1 [default: all alike]',
        })
        .option('content-mask', {
          type: 'string',
          requiresArg: true,
          describe: 'Regions of the content, as a picture of few flat colours; any size',
        })
        .option('style-mask', {
          type: 'string',
          array: true,
          nargs: 1,
          describe: 'The same of a style, one for each in their order, or none: what has one colour is painted alike',
        })
        .option('region', {
          type: 'string',
          array: true,
          nargs: 1,
          describe:
            'What paints a colour of the content mask: red=2 for the second style, red=all for a blend of them, red=keep to leave it',
        })
        .option('format', {
          type: 'string',
          requiresArg: true,
          describe: `Of stdout, or of a file without a name of its own: ${OUTPUT_FORMATS.join('|')} [default: png]`,
        })
        .option('quality', {
          type: 'string',
          requiresArg: true,
          describe: `Of a JPEG, WebP or AVIF, 1–100 [default: ${Object.values(DEFAULT_QUALITY).join(', ')}]`,
        })
        .option('bits', {
          type: 'string',
          requiresArg: true,
          describe: 'Bits a channel: 8, or 16 in a PNG or TIFF [default: 8]',
        })
        .option('save-every', {
          type: 'string',
          requiresArg: true,
          describe: 'Also write the picture after every N iterations',
        })
        .option('preview', {
          type: 'string',
          requiresArg: true,
          describe: 'A picture that is written over as the run goes on',
        })
        .option('checkpoint', {
          type: 'string',
          requiresArg: true,
          describe:
            "Seconds after which the run's state is kept anew in OUTPUT.resume [default: 60 or more in runs of over two minutes]",
        })
        .option('resume', { type: 'boolean', describe: 'Go on from OUTPUT.resume, if it is there' })
        .options(writingOptions)
        .option('dry-run', { type: 'boolean', describe: 'Paint nothing; say what it would take in memory and time' })
        .option('quiet', { alias: 'q', type: 'boolean', describe: 'Say nothing but warnings and errors' })
        .option('json', { type: 'boolean', describe: 'One event a line on stdout, as JSON' }) as never,
    handler: async args => finish(await run(args)),
  }
}

async function run(args: Readonly<Record<string, unknown>>): Promise<number> {
  const asked = await readRunArguments(args)
  const { isJson, isResumed, isPiped, checkpointEvery } = asked
  const choose = (path: string | undefined): Promise<RunOutput> =>
    chooseOutput(path, asked.stem, asked.extension, {
      inputs: asked.inputs,
      snapshots: asked.snapshots,
      overwrite: asked.overwrite || isResumed,
    })
  const isFound = isResumed && asked.output === undefined
  const named = isFound ? undefined : await choose(asked.output)

  const progress = openProgress({ json: isJson, quiet: asked.isQuiet })
  let keeper: StateKeeper | undefined
  const interruption = listenForInterrupts(() => {
    progress.note('stopping after this evaluation and writing the picture; Ctrl-C again quits without it')
    keeper?.interrupted()
  })
  const { signal } = interruption
  let engine: Engine<PictureInput> | undefined
  try {
    const words = { ...asked.words, signal }
    const sourced = withSources(words, await readSources([words], signal))
    const [own, request] = forEngine(sourced)
    engine = startNodeEngine({ ...own, urls: true }, { isForOneRun: true, isAlone: true })
    const output = named ?? (await choose(await outputOfNewestCheckpoint('.', await engine.plan(request))))
    if (args['dry-run'] === true) {
      const { dryRun } = await import('../dryRun.js')
      await dryRun(sourced, output.name, isJson)
      return EXIT_CODES.done
    }
    const checkpoint = checkpointPath(output.name)
    const resumeFrom = isResumed && (await isTaken(checkpoint)) ? { path: checkpoint } : undefined
    if (isResumed && !resumeFrom) progress.note(`there is no ${checkpoint}; the run begins anew`)
    keeper = isPiped ? undefined : checkpointKeeper(checkpoint, checkpointEvery, progress.note)
    const result = await paintToFile({
      ...asked,
      engine,
      request: { ...request, resumeFrom },
      output,
      keeper,
      checkpoint,
      progress,
    })
    if (result.stopped !== 'interrupted') return EXIT_CODES.done
    if (keeper?.isKept) remark(`the same command with --resume goes on, from ${checkpoint}`)
    return EXIT_CODES.interrupted
  } catch (error) {
    if (error !== signal.reason) throw error
    remark('nst-onnx: interrupted before there was a picture')
    return EXIT_CODES.interrupted
  } finally {
    progress.close()
    interruption.stop()
    engine?.close()
  }
}
