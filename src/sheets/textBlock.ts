import type { Size } from '../images/fitPicture.js'
import { fitText, type TextSpace } from './fitText.js'
import { lineHeight, type TypeMetrics } from './typeface.js'

/** A box in whole pixels, from the sheet's top left corner. */
export interface Box extends Size {
  readonly x: number
  readonly y: number
}

/** A line of text. Its box has the line's width and height at its font size. */
export interface TextBox extends Box {
  readonly text: string
  /** Font size in pixels. */
  readonly size: number
}

/** Lines of text, one below the other, each centred. An empty text has no lines and is 0 × 0 pixels. */
export interface TextBlock extends Size {
  readonly size: number
  readonly lines: readonly { readonly text: string; readonly width: number }[]
}

/** Sets a text in a space; see {@link fitText}. */
export function setText(text: string, space: TextSpace, type: TypeMetrics): TextBlock {
  const { size } = space
  const lines = fitText(text, space, type).map(line => ({ text: line, width: Math.ceil(size * type.measure(line)) }))
  return {
    size,
    lines,
    width: Math.max(0, ...lines.map(({ width }) => width)),
    height: lines.length * lineHeight(size),
  }
}

/** The boxes of a block's lines: `centre` is the middle of each line, `top` the upper edge of the first. */
export function placeText({ size, lines }: TextBlock, centre: number, top: number): readonly TextBox[] {
  const height = lineHeight(size)
  return lines.map(({ text, width }, i) => {
    return { x: Math.round(centre - width / 2), y: Math.round(top) + i * height, width, height, text, size }
  })
}
