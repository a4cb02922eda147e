import { NstOnnxError } from '../errors.js'

/** The formats that pictures are written in, each with the endings of its files; the first is the one to suggest. */
const ENDINGS = {
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg'],
  webp: ['.webp'],
  avif: ['.avif'],
  tiff: ['.tif', '.tiff'],
} as const satisfies Record<string, readonly [string, ...string[]]>

/** The formats that pictures are written in. */
export type OutputFormat = keyof typeof ENDINGS

export const OUTPUT_FORMATS = Object.keys(ENDINGS) as readonly OutputFormat[]

/** The ending that a file of the format has where nobody asks for another, with its point. */
export const endingOf = (format: OutputFormat): string => ENDINGS[format][0]

/** Every ending that can be written, for messages: `.png, .jpg … or .tiff`. */
export const ENDINGS_TEXT = Object.values(ENDINGS)
  .flat()
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ')

/**
 * The format to write, by the path's extension (upper or lower case).
 *
 * @throws NstOnnxError 'usage' for any other extension
 */
export function outputFormat(path: string): OutputFormat {
  const extension = /[^/\\](\.[^./\\]*)$/.exec(path)?.[1] ?? ''
  const format = OUTPUT_FORMATS.find(candidate =>
    (ENDINGS[candidate] as readonly string[]).includes(extension.toLowerCase()),
  )
  if (format) return format
  const problem = extension ? `${extension} files cannot be written` : 'the name has no extension'
  throw new NstOnnxError('output-extension', { path, problem, endings: ENDINGS_TEXT })
}
