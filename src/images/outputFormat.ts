import { NstOnnxError } from '../errors.js'
import type { OutputFormat } from './recipe.js'

const formats = new Map<string, OutputFormat>([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
])

/**
 * The format to write, by the path's extension (upper or lower case).
 *
 * @throws NstOnnxError 'usage' for any other extension
 */
export function outputFormat(path: string): OutputFormat {
  const extension = /[^/\\](\.[^./\\]*)$/.exec(path)?.[1] ?? ''
  const format = formats.get(extension.toLowerCase())
  if (format) return format
  const problem = extension ? `${extension} files cannot be written` : 'the name has no extension'
  throw new NstOnnxError('usage', `${path}: ${problem}; use ${[...formats.keys()].join(', ')}`)
}
