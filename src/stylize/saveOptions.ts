import { DEFAULT_QUALITY, type EncodeOptions } from '../images/encodeOptions.js'
import type { OutputFormat } from '../images/recipe.js'
import type { Recipe } from './recipe.js'

/** How a picture is saved. */
export interface SaveOptions {
  /** JPEG only: 1 (smallest file) … 100 (best picture). Default {@link DEFAULT_QUALITY}. */
  readonly quality?: number
  /** A run's recipe, to be kept inside the file. */
  readonly recipe?: Recipe
}

/** How a picture file is encoded. A JPEG's recipe says its quality too. */
export function encodingOf(format: OutputFormat, { quality = DEFAULT_QUALITY, recipe }: SaveOptions): EncodeOptions {
  const complete = recipe && (format === 'jpeg' ? { ...recipe, quality } : recipe)
  return { format, quality, ...(complete && { recipe: JSON.stringify(complete) }) }
}
