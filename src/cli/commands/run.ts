import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { DEFAULT_QUALITY, requireSide } from '../../images/encodeOptions.js'
import { ENDINGS_TEXT, endingOf, OUTPUT_FORMATS } from '../../images/outputFormat.js'
import { stylize } from '../../index.js'
import { requireEncoder } from '../../node/pictures/encodePicture.js'
import { pictureFile } from '../../node/pictures/savePicture.js'
import { filledOptions } from '../../options/filledOptions.js'
import { withoutEffect } from '../../options/withoutEffect.js'
import { pictureTitle } from '../../studies/fileNames.js'
import type { StylizeResult } from '../../stylize/events.js'
import { resolveSettings } from '../../stylize/settings.js'
import { StylizeFailure } from '../../stylize/stylizeFailure.js'
import { blendedStyles } from '../blendedStyles.js'
import { numberOption, tableOptions, withTableOptions } from '../commandOptions.js'
import { dryRun } from '../dryRun.js'
import { EXIT_CODES } from '../exitCodes.js'
import { listenForInterrupts } from '../interrupts.js'
import { openProgress } from '../progress.js'
import { chooseOutput } from '../runOutput.js'
import { readSources, withSources } from '../sources.js'
import { remark } from '../terminal.js'
import { bitsOption, formatOf, formatOption, outputOption, writingOptions } from '../writingOptions.js'

/** `nst-onnx run CONTENT STYLE`: the main job. */
export function runCommand(finish: (exitCode: number) => void): CommandModule {
  return {
    command: 'run <content> <style..>',
    describe: 'Paint the content picture in the manner of the style picture',
    builder: argv =>
      withTableOptions(
        argv
          .positional('content', { type: 'string', describe: 'Picture to paint', demandOption: true })
          .positional('style', {
            type: 'string',
            array: true,
            describe: 'Picture whose manner to use; several are blended',
            demandOption: true,
          })
          .option('output', {
            alias: 'o',
            type: 'string',
            requiresArg: true,
            describe: `Where to write: ${ENDINGS_TEXT}; - for stdout [default: CONTENT-STYLE.png]`,
          }),
      )
        .option('style-blend', {
          type: 'string',
          requiresArg: true,
          describe: 'How much of each style, where there are several: 3,1 [default: all alike]',
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
        .options(writingOptions)
        .option('dry-run', { type: 'boolean', describe: 'Paint nothing; say what it would take in memory and time' })
        .option('quiet', { alias: 'q', type: 'boolean', describe: 'Say nothing but warnings and errors' })
        .option('json', { type: 'boolean', describe: 'One event a line on stdout, as JSON' }) as never,
    handler: async args => finish(await run(args)),
  }
}

async function run(args: Readonly<Record<string, unknown>>): Promise<number> {
  const { content, style: pictures } = args as unknown as { content: string; style: readonly string[] }
  const styles = blendedStyles(pictures, args['style-blend'])
  const options = tableOptions(args)
  for (const line of withoutEffect(options)) remark(line)
  const saveEvery = numberOption('save-every', args['save-every'], { min: 1, max: 1_000_000 })
  const asked = outputOption(args.output)
  const isPiped = asked === '-'
  if (isPiped && args.json === true) throw new NstOnnxError('output-stdout-with-events', { option: 'output' })
  if (isPiped && saveEvery) throw new NstOnnxError('output-stdout-with-snapshots', { option: 'output' })
  const wanted = formatOption(args.format)
  const format = asked === undefined || isPiped ? (wanted ?? 'png') : formatOf(asked, wanted)
  const encoding = {
    quality: numberOption('quality', args.quality, { min: 1, max: 100 }),
    bits: bitsOption(args.bits),
  }
  await requireEncoder({ format, ...encoding })
  requireSide(format, filledOptions(options).size)
  const output = await chooseOutput(asked, [content, ...pictures].map(pictureTitle).join('-'), endingOf(format), {
    inputs: [content, ...pictures, ...[options.init, options.weights].filter(file => file !== undefined)],
    snapshots: saveEvery ? { every: saveEvery, iterations: resolveSettings(options).iterations } : undefined,
    overwrite: args.overwrite === true,
  })

  const progress = openProgress({ json: args.json === true, quiet: args.quiet === true })
  const interruption = listenForInterrupts(() =>
    progress.note('stopping after this evaluation and writing the picture; Ctrl-C again quits without it'),
  )
  const save = async (result: StylizeResult) => {
    const recipe = args['no-recipe'] === true ? undefined : result.recipe
    progress.done(result, await output.write(await pictureFile(result.image, format, { ...encoding, recipe })))
  }
  try {
    const { signal } = interruption
    const words = { ...options, content, ...styles, signal }
    const request = withSources(words, await readSources([words], signal))
    if (args['dry-run'] === true) {
      await dryRun(request, output.name, args.json === true)
      return EXIT_CODES.done
    }
    const job = stylize({ ...request, urls: true })
    const failures: unknown[] = []
    let snapshots = Promise.resolve()
    for await (const event of job) {
      progress.event(event)
      if (event.event !== 'step' || !saveEvery || event.iteration % saveEvery !== 0) continue
      const picture = await event.image()
      snapshots = snapshots
        .then(async () => output.writeSnapshot(event.iteration, await pictureFile(picture, format, encoding)))
        .catch(error => {
          failures.push(error) // told below, once the run's own picture is safe
        })
    }
    const result = await job.result
    // The first file that a run writes takes its name from others that write here; its snapshots and its picture share it.
    await snapshots
    await save(result)
    if (failures.length > 0) throw failures[0]
    return result.stopped === 'interrupted' ? EXIT_CODES.interrupted : EXIT_CODES.done
  } catch (error) {
    if (error instanceof StylizeFailure) await save(error.partial)
    if (error !== interruption.signal.reason) throw error
    remark('nst-onnx: interrupted before there was a picture')
    return EXIT_CODES.interrupted
  } finally {
    progress.close()
    interruption.stop()
  }
}
