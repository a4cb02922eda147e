import { NstOnnxError } from '../errors.js'
import { endingOf, OUTPUT_FORMATS, type OutputFormat } from './outputFormat.js'

/** Quality where none is asked for, of the formats that have one: what a painting keeps its brush strokes at. */
export const DEFAULT_QUALITY: Readonly<Partial<Record<OutputFormat, number>>> = { jpeg: 95, webp: 90, avif: 80 }

/** The formats that can hold 16 bits a channel. */
const DEEP: readonly OutputFormat[] = ['png', 'tiff']

/** Where a format's own limit is within the sizes that can be painted, or not far beyond. */
const LONGEST_SIDE: Readonly<Partial<Record<OutputFormat, number>>> = { jpeg: 65_535, webp: 16_383, avif: 16_384 }

/** How a picture is made a file of. */
export interface EncodeOptions {
  readonly format: OutputFormat
  /** JPEG, WebP and AVIF only: 1 (smallest file) … 100 (best picture). By default 95, 90 and 80. */
  readonly quality?: number | undefined
  /** Bits a channel. 16 for PNG and TIFF only; default 8. */
  readonly bits?: 8 | 16 | undefined
  /** How the picture was made, as text (JSON); kept inside the file, where `readRecipe` finds it. */
  readonly recipe?: string | undefined
}

/** How a file is encoded, with the defaults filled in: what a recipe records. */
export interface Encoding {
  /** How much is kept, 1 to 100; absent where the format has no such measure. */
  readonly quality?: number
  /** Bits a channel; absent where they are 8. */
  readonly bits?: 16
}

/** Fills in the defaults. Throws NstOnnxError `usage` for a value out of range, or one that the format has no use for. */
export function resolveEncoding({ format, quality, bits = 8 }: EncodeOptions): Encoding {
  const fallback = DEFAULT_QUALITY[format]
  if (quality !== undefined) {
    if (fallback === undefined)
      throw new NstOnnxError('quality-unused', unused(format, Object.keys(DEFAULT_QUALITY) as OutputFormat[]))
    if (!(Number.isInteger(quality) && quality >= 1 && quality <= 100))
      throw new NstOnnxError('option-out-of-range', {
        option: 'quality',
        value: quality,
        what: 'a whole number',
        least: 1,
        limit: 100,
      })
  }
  if (bits !== 8 && bits !== 16) throw new NstOnnxError('bits-wrong', { option: 'bits', value: bits })
  if (bits === 16 && !DEEP.includes(format)) throw new NstOnnxError('bits-unused', unused(format, DEEP))
  return { ...(fallback !== undefined && { quality: quality ?? fallback }), ...(bits === 16 && { bits }) }
}

/** Refuses a picture that the format has no room for. Throws NstOnnxError `usage`. */
export function requireSide(format: OutputFormat, longSide: number): void {
  const most = LONGEST_SIDE[format]
  if (most === undefined || longSide <= most) return
  throw new NstOnnxError('format-too-small', { value: longSide, limit: most, ending: endingOf(format) })
}

/** The formats that an option does have an effect on, told for a format that has no use for it. */
function unused(format: OutputFormat, fit: readonly OutputFormat[]): { ending: string; endings: string } {
  const endings = OUTPUT_FORMATS.filter(candidate => fit.includes(candidate)).map(endingOf)
  return { ending: endingOf(format), endings: `${endings.slice(0, -1).join(', ')} or ${endings.at(-1)}` }
}
