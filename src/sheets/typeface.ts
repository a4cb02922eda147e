import { resizePicture } from '../images/resizePicture.js'
import { pictureFromRgba } from '../images/rgba.js'
import { printable } from './printable.js'

/** What a layout needs to know of a typeface. */
export interface TypeMetrics {
  /** The text with only characters that the typeface has; see {@link printable}. */
  printable(text: string): string
  /** Width of a line of printable text as a multiple of the font size. */
  measure(text: string): number
}

/** A line of text as drawn: how much of each pixel the ink covers. */
export interface TextMask {
  readonly width: number
  readonly height: number
  /** Shape [height, width], values in [0, 1]. */
  readonly coverage: Float32Array
  /** Where a line begins, in pixels from the mask's left edge: the first letter may reach over. */
  readonly origin: number
}

/** A typeface whose lines can be drawn at any size. */
export interface Typeface extends TypeMetrics {
  /** A line of printable text at a font size in pixels; {@link lineHeight} pixels high. */
  draw(text: string, size: number): TextMask
}

/** The step from line to line, in pixels, at a font size in pixels. */
export const lineHeight = (size: number) => Math.round((size * sourceLine) / sourceSize)

/**
 * Loads the typeface that jimp ships, which has the characters of Latin-1. Reads only files of the installation.
 *
 * jimp has it as bitmaps of few sizes, the small ones without accents and drawn differently. So lines are set at 64 px
 * and scaled down, which gives all sizes one look.
 */
export async function loadTypeface(): Promise<Typeface> {
  const [{ Jimp, loadFont, measureText }, { SANS_64_BLACK }] = await Promise.all([import('jimp'), import('jimp/fonts')])
  const font = await loadFont(SANS_64_BLACK)
  return {
    printable: text => printable(text, character => Object.hasOwn(font.chars, character)),
    measure: text => measureText(font, text) / sourceSize,
    draw(text, size) {
      const scale = size / sourceSize
      const image = new Jimp({ width: measureText(font, text) + 2 * overhang, height: sourceLine })
      image.print({ font, x: overhang, y: 0, text })
      const large = pictureFromRgba(new Uint8Array(image.bitmap.data), image.width, image.height)
      const width = Math.round(image.width * scale)
      const { alpha } = resizePicture(large, width, lineHeight(size))
      const coverage = alpha ?? new Float32Array(width * lineHeight(size)).fill(1)
      return { width, height: lineHeight(size), coverage, origin: Math.round(overhang * scale) }
    },
  }
}

/** The size of jimp's font and the height of its lines, in pixels. */
const sourceSize = 64
const sourceLine = 72
/** How far a letter may reach beyond its line's ends, in pixels of the source. */
const overhang = 16
