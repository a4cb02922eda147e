// The parts of the content picture that are painted in a way of their own, as a small picture of marks.

import { STYLE_PLACES, type StylePlace } from '../state/shares.js'

/** What becomes of a part: it is left as it is, or painted like one of the styles alone. Anything else is painted like all together. */
export type Mark = 'keep' | StylePlace

/** What a brush puts down; `none` takes marks away. */
export type Brush = Mark | 'none'

/** Brushes in the order of the values that their marks have. */
const BRUSHES = [
  'none',
  'keep',
  'secondStyle',
  'style',
  'thirdStyle',
  'fourthStyle',
] as const satisfies readonly Brush[]

/** What a mask is drawn in. */
export const MASK_COLOURS = {
  none: '#000000',
  keep: '#0000ff',
  secondStyle: '#ff0000',
  style: '#00ff00',
  thirdStyle: '#ffff00',
  fourthStyle: '#ff00ff',
} as const satisfies Readonly<Record<Brush, string>>

/** What marks are shown in over a picture: light, as most pictures are darker. */
export const SHOWN_COLOURS: Readonly<Record<Brush, string>> = {
  none: '#000000',
  keep: '#7fd4ff',
  secondStyle: '#ff7f6e',
  style: '#8fe388',
  thirdStyle: '#ffe066',
  fourthStyle: '#e79bff',
}

const channels = (colour: string) => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))

/** Marks, row by row. */
export interface Marks {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

/** Fine enough for a brush, and quick to read. */
const LONG_SIDE = 384

export function noMarks({ width, height }: { readonly width: number; readonly height: number }): Marks {
  const scale = LONG_SIDE / Math.max(width, height)
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return { ...size, values: new Uint8Array(size.width * size.height) }
}

/** Marks a round spot, in place; centre and radius in shares of the width. */
export function mark({ width, height, values }: Marks, brush: Brush, x: number, y: number, radius: number): void {
  const [centreX, centreY, reach] = [x * width, y * width, Math.max(1, radius * width)]
  for (let row = Math.max(0, Math.floor(centreY - reach)); row < Math.min(height, centreY + reach); row++)
    for (let column = Math.max(0, Math.floor(centreX - reach)); column < Math.min(width, centreX + reach); column++)
      if (Math.hypot(column + 0.5 - centreX, row + 0.5 - centreY) <= reach)
        values[row * width + column] = BRUSHES.indexOf(brush)
}

/** Which marks there are. */
export function marksIn({ values }: Marks): readonly Mark[] {
  return BRUSHES.filter(brush => brush !== 'none').filter(brush => values.includes(BRUSHES.indexOf(brush)))
}

/** Marks once a style is gone: its own are gone too, and the styles behind it, which move up, take theirs along. */
export function withoutMarks({ values, ...size }: Marks, style: StylePlace): Marks {
  const styles: readonly Brush[] = STYLE_PLACES
  const at = styles.indexOf(style)
  const becomes = BRUSHES.map((brush): Brush => {
    const place = styles.indexOf(brush)
    if (place < at) return brush
    return (place > at && STYLE_PLACES[place - 1]) || 'none'
  })
  return { ...size, values: values.map(value => BRUSHES.indexOf(becomes[value] ?? 'none')) }
}

/** The marks as colours to look at, and nothing where nothing is marked; or as those of a mask, everywhere, as a run needs it. */
export function markPixels({ width, height, values }: Marks, as: 'shown' | 'mask'): ImageData {
  const shown = as === 'mask' ? MASK_COLOURS : SHOWN_COLOURS
  const colours = BRUSHES.map(brush => channels(shown[brush]))
  const pixels = new ImageData(width, height)
  const { data } = pixels
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (value === 0 && as === 'shown') continue
    const [red = 0, green = 0, blue = 0] = colours[value] ?? []
    data[4 * at] = red
    data[4 * at + 1] = green
    data[4 * at + 2] = blue
    data[4 * at + 3] = 255
  }
  return pixels
}
