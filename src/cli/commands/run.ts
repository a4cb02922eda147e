import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { DEFAULT_QUALITY, requireSide, resolveEncoding } from '../../images/encodeOptions.js'
import { ENDINGS_TEXT, outputFormat } from '../../images/outputFormat.js'
import { stylize } from '../../index.js'
import { assertWritable, writePicture } from '../../node/files/writePicture.js'
import { pictureFile } from '../../node/pictures/savePicture.js'
import { OPTIONS } from '../../options/optionsTable.js'
import { pictureTitle } from '../../studies/fileNames.js'
import { StylizeFailure } from '../../stylize/descend.js'
import type { StylizeResult } from '../../stylize/events.js'
import { START_NAMES } from '../../stylize/startImage.js'
import { numberOption, single, tableOptions, withTableOptions } from '../commandOptions.js'
import { dryRun } from '../dryRun.js'
import { EXIT_CODES } from '../exitCodes.js'
import { listenForInterrupts } from '../interrupts.js'
import { chooseOutput, numberedOutput } from '../outputPath.js'
import { openProgress } from '../progress.js'
import { rescueFile } from '../rescueFile.js'

/** `nst-onnx run CONTENT STYLE`: the main job. */
export function runCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'run <content> <style>',
    describe: 'Paint the content picture in the manner of the style picture',
    builder: argv =>
      withTableOptions(
        argv
          .positional('content', { type: 'string', describe: 'Picture to paint', demandOption: true })
          .positional('style', { type: 'string', describe: 'Picture whose manner to use', demandOption: true })
          .option('output', {
            alias: 'o',
            type: 'string',
            requiresArg: true,
            describe: `Where to write: ${ENDINGS_TEXT} [default: CONTENT-STYLE.png]`,
          }),
      )
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
        .option('dry-run', { type: 'boolean', describe: 'Paint nothing; say what it would take in memory and time' })
        .option('quiet', { alias: 'q', type: 'boolean', describe: 'Say nothing but warnings and errors' })
        .option('json', { type: 'boolean', describe: 'One event a line on stdout, as JSON' }) as never,
    handler: async args => finish(await run(args)),
  }
}

async function run(args: Readonly<Record<string, unknown>>): Promise<number> {
  const { content, style } = args as { content: string; style: string }
  const options = tableOptions(args)
  const quality = numberOption('quality', args.quality, { min: 1, max: 100 })
  const bits = bitsOption(args.bits)
  const saveEvery = numberOption('save-every', args['save-every'], { min: 1, max: 1_000_000 })
  const inputs = START_NAMES.includes(options.init ?? 'content')
    ? [content, style]
    : [content, style, String(options.init)]
  const output = await chooseOutput(
    single('output', args.output as string | undefined),
    inputs,
    `${pictureTitle(content)}-${pictureTitle(style)}`,
  )
  const format = outputFormat(output)
  resolveEncoding({ format, quality, bits })
  requireSide(format, options.size ?? OPTIONS.size.default)
  await assertWritable(output)
  if (args['dry-run'] === true) {
    await dryRun({ ...options, content, style }, output, args.json === true)
    return EXIT_CODES.done
  }

  const progress = openProgress({ json: args.json === true, quiet: args.quiet === true })
  const interruption = listenForInterrupts(() =>
    progress.note('stopping after this evaluation and writing the picture; Ctrl-C again quits without it'),
  )
  const save = async (result: StylizeResult) => {
    const bytes = await pictureFile(result.image, format, { quality, bits, recipe: result.recipe })
    await writePicture(output, bytes).catch(error => rescueFile(bytes, output, error))
    progress.done(result, output)
  }
  try {
    const job = stylize({ ...options, content, style, signal: interruption.signal })
    let snapshots = Promise.resolve()
    for await (const event of job) {
      progress.event(event)
      if (event.event !== 'step' || !saveEvery || event.iteration % saveEvery !== 0) continue
      const picture = await event.image()
      const path = numberedOutput(output, event.iteration)
      snapshots = snapshots.then(async () => writePicture(path, await pictureFile(picture, format, { quality, bits })))
      snapshots.catch(() => {}) // told below, once the run's own picture is safe
    }
    const result = await job.result
    await save(result)
    await snapshots
    return result.stopped === 'interrupted' ? EXIT_CODES.interrupted : EXIT_CODES.done
  } catch (error) {
    if (error instanceof StylizeFailure) await save(error.partial)
    if (error !== interruption.signal.reason) throw error
    process.stderr.write('nst-onnx: interrupted before there was a picture\n')
    return EXIT_CODES.interrupted
  } finally {
    progress.close()
    interruption.stop()
  }
}

/** Throws NstOnnxError `usage`. */
function bitsOption(value: unknown): 8 | 16 | undefined {
  const text = single('bits', value)
  if (text === undefined) return undefined
  if (text === '8') return 8
  if (text === '16') return 16
  throw new NstOnnxError('usage', `--bits: ${text} is neither 8 nor 16`)
}
