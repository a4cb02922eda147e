import { type EncodeOptions, resolveEncoding } from '../images/encodeOptions.js'
import type { OutputFormat } from '../images/outputFormat.js'
import type { Recipe } from './recipe.js'

/** How a picture is saved. */
export interface SaveOptions extends Pick<EncodeOptions, 'quality' | 'bits'> {
  /** A run's recipe, to be kept inside the file. */
  readonly recipe?: Recipe | undefined
}

/** How a picture file is encoded, with a recipe that says so too. Throws NstOnnxError `usage`. */
export function encodingOf(format: OutputFormat, { recipe, ...asked }: SaveOptions): EncodeOptions {
  const encoding = resolveEncoding({ format, ...asked })
  const complete = recipe && { ...recipe, ...(format !== 'png' && { format }), ...encoding }
  return { format, ...encoding, ...(complete && { recipe: JSON.stringify(complete) }) }
}
