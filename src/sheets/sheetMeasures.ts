import type { Size } from '../images/fitPicture.js'
import type { SheetCell } from './sheet.js'

/** The distances of a sheet, in pixels. */
export interface SheetMeasures {
  /** What every cell has room for: the widest picture's width and the highest one's height, each at least 48. */
  readonly box: Size
  /** The size of labels and heads; the title is larger. */
  readonly fontSize: number
  readonly titleSize: number
  /** The width of a cell with its label, which may be wider than a small picture. */
  readonly cellWidth: number
  /** The room between cells. */
  readonly gap: number
  /** The room between a picture and its label, or its column's head. */
  readonly labelGap: number
  /** Around everything. */
  readonly margin: number
}

export function measureSheet(rows: readonly (readonly (SheetCell | undefined)[])[]): SheetMeasures {
  const { width, height } = largestPicture(rows.flat()) ?? { width: 256, height: 256 }
  const box = { width: Math.max(48, width), height: Math.max(48, height) }
  // Legible below small pictures, and still so below large ones on a sheet that is scaled to fit a screen. Two lines of
  // a reason fit even into the panel of a low panorama.
  const fontSize = Math.round(Math.min(64, box.height / 3, Math.max(11, 1.1 * Math.sqrt(box.width))))
  return {
    box,
    fontSize,
    titleSize: Math.round(1.4 * fontSize),
    cellWidth: Math.max(box.width, 8 * fontSize),
    gap: fontSize,
    labelGap: Math.round(fontSize / 4),
    margin: 2 * fontSize,
  }
}

/**
 * The size of the panel in place of a row's missing picture: like the row's other pictures, but with room for a reason.
 */
export function panelSize(row: readonly (SheetCell | undefined)[], { box, fontSize }: SheetMeasures): Size {
  const { width, height } = largestPicture(row) ?? box
  return {
    width: Math.max(width, Math.min(box.width, 8 * fontSize)),
    height: Math.max(height, Math.min(box.height, 3 * fontSize)),
  }
}

/** The largest width and the largest height among the cells' pictures, if there are any. */
function largestPicture(cells: readonly (SheetCell | undefined)[]): Size | undefined {
  const pictures = cells.flatMap(cell => cell?.picture ?? [])
  if (pictures.length === 0) return undefined
  const largest = (side: 'width' | 'height') => Math.max(...pictures.map(picture => picture[side]))
  return { width: largest('width'), height: largest('height') }
}
