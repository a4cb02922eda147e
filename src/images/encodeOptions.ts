import type { OutputFormat } from './recipe.js'

/** Of a JPEG, where none is asked for. */
export const DEFAULT_QUALITY = 95

export interface EncodeOptions {
  readonly format: OutputFormat
  /** JPEG only: 1 (smallest file) … 100 (best picture). Default {@link DEFAULT_QUALITY}. */
  readonly quality?: number
  /** How the picture was made, as text (JSON); kept inside the file. See {@link embedRecipe}. */
  readonly recipe?: string
}
