import { resolve } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { type EncodeOptions, requireSide } from '../images/encodeOptions.js'
import { endingOf, type OutputFormat } from '../images/outputFormat.js'
import { assertWritable } from '../node/files/writePicture.js'
import { requireEncoder } from '../node/pictures/encodePicture.js'
import { filledOptions } from '../options/filledOptions.js'
import { withoutEffect } from '../options/withoutEffect.js'
import type { StylizeRequest } from '../requests/request.js'
import { resolveSettings } from '../requests/settings.js'
import { pictureTitle } from '../studies/fileNames.js'
import { blendedStyles } from './blendedStyles.js'
import { numberOption, tableOptions } from './commandOptions.js'
import { likePicture, type PictureWords, type RunWords } from './likePicture.js'
import { assertNoInput } from './outputPath.js'
import { maskFiles, type RegionWords, stylesWithoutEffect, withRegions } from './regionArguments.js'
import type { Snapshots } from './runOutput.js'
import { remark } from './terminal.js'
import { bitsOption, formatOf, formatOption, outputOption } from './writingOptions.js'

/** What `nst-onnx run` was asked for, checked as far as it can be before anything is read. */
export interface RunArguments {
  /** The request, with pictures as the words that stand for them. */
  readonly words: StylizeRequest<string>
  /** Every file that is read. */
  readonly inputs: readonly string[]
  /** A path, `-`, or undefined for a name of the run's own. */
  readonly output: string | undefined
  readonly isPiped: boolean
  /** Such a name without its ending, and the ending. */
  readonly stem: string
  readonly extension: string
  readonly format: OutputFormat
  readonly encoding: Pick<EncodeOptions, 'quality' | 'bits'>
  readonly hasRecipe: boolean
  readonly overwrite: boolean
  readonly snapshots: Snapshots | undefined
  readonly preview: { readonly path: string; readonly format: OutputFormat } | undefined
  /** Seconds. */
  readonly checkpointEvery: number | undefined
  readonly isResumed: boolean
  readonly isJson: boolean
  readonly isQuiet: boolean
}

/** Reads the arguments of `nst-onnx run`, with a remark for each option without effect. Throws NstOnnxError `usage`. */
export async function readRunArguments(args: Readonly<Record<string, unknown>>): Promise<RunArguments> {
  const { like, ...typed } = wordsOf(args)
  const given = tableOptions(args)
  const asked = like === undefined ? { words: typed, options: given } : await likePicture(like, typed, given)
  const { options, written }: RunWords = asked
  const { content, pictures, styleBlend, ...regions } = asked.words
  if (content === undefined || pictures.length === 0) throw tooFewPictures(content)
  const styles = withRegions(blendedStyles(pictures, styleBlend), regions)
  for (const line of [...withoutEffect(options, given), ...stylesWithoutEffect(styles)]) remark(line)
  const inputs = [
    ...(like === undefined ? [] : [like]),
    content,
    ...pictures,
    ...maskFiles(regions),
    ...[options.init, options.weights].filter(file => file !== undefined),
  ]
  const saveEvery = numberOption('save-every', args['save-every'], { min: 1, max: 1_000_000 })
  const checkpointEvery = numberOption('checkpoint', args.checkpoint, { min: 1, max: 1_000_000 })
  const isResumed = args.resume === true
  const output = outputOption(args.output)
  const isPiped = output === '-'
  if (isPiped && args.json === true) throw new NstOnnxError('output-stdout-with-events', { option: 'output' })
  if (isPiped && saveEvery) throw new NstOnnxError('output-stdout-with-snapshots', { option: 'output' })
  if (isPiped && (isResumed || checkpointEvery))
    throw new NstOnnxError('output-stdout-with-checkpoint', { option: 'output' })
  const wanted = formatOption(args.format)
  const isNamed = output !== undefined && !isPiped
  const format = isNamed ? formatOf(output, wanted) : (wanted ?? written?.format ?? 'png')
  const repeated = written?.format === format ? written : undefined
  const encoding = {
    quality: numberOption('quality', args.quality, { min: 1, max: 100 }) ?? repeated?.quality,
    bits: bitsOption(args.bits) ?? repeated?.bits,
  }
  await requireEncoder({ format, ...encoding })
  requireSide(format, filledOptions(options).size)
  return {
    words: { ...options, content, ...styles },
    inputs,
    output,
    isPiped,
    stem: [content, ...pictures].map(pictureTitle).join('-'),
    extension: endingOf(format),
    format,
    encoding,
    hasRecipe: args['no-recipe'] !== true,
    overwrite: args.overwrite === true,
    snapshots: saveEvery ? { every: saveEvery, iterations: resolveSettings(options).iterations } : undefined,
    preview: await previewFile(args.preview, inputs, output),
    checkpointEvery,
    isResumed,
    isJson: args.json === true,
    isQuiet: args.quiet === true,
  }
}

function wordsOf(args: Readonly<Record<string, unknown>>): PictureWords & { readonly like?: string | undefined } {
  // What yargs was told.
  const { content, style, styleBlend, contentMask, styleMask, region, like } = args as unknown as RegionWords & {
    readonly content?: string
    readonly style?: readonly string[]
    readonly styleBlend?: string
    readonly like?: string
  }
  return { content, pictures: style ?? [], styleBlend, contentMask, styleMask, region, like }
}

function tooFewPictures(content: string | undefined): NstOnnxError {
  const given = content === undefined ? 0 : 1
  return new NstOnnxError('command-line', {}, { cause: new Error(`this command needs 2 file names, ${given} given`) })
}

/** Where previews go, and as what. Throws NstOnnxError `usage`, also where a picture that the run reads or writes would be lost. */
async function previewFile(
  path: unknown,
  inputs: readonly string[],
  output: string | undefined,
): Promise<RunArguments['preview']> {
  if (path === undefined) return undefined
  if (path === '') throw new NstOnnxError('output-unnamed', { option: 'preview' })
  const file = { path: String(path), format: formatOf(String(path), undefined) }
  await assertNoInput([file.path], inputs, 'preview')
  if (output !== undefined && resolve(output) === resolve(file.path))
    throw new NstOnnxError('preview-is-output', { option: 'preview', path: file.path })
  await assertWritable(file.path)
  return file
}
