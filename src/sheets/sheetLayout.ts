import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import { setSheet } from './setSheet.js'
import type { Sheet } from './sheet.js'
import { measureSheet } from './sheetMeasures.js'
import { type Box, placeText, type TextBox } from './textBlock.js'
import type { TypeMetrics } from './typeface.js'

/** Where everything lies on a sheet. Nothing overlaps but a reason and its panel, and nothing reaches over the edge. */
export interface SheetLayout extends Size {
  readonly pictures: readonly (Box & { readonly picture: Picture })[]
  /** Boxes in place of missing pictures. */
  readonly panels: readonly Box[]
  readonly texts: readonly TextBox[]
}

/**
 * Lays a sheet out. All cells have the same box, as wide as the widest picture and as high as the highest; smaller
 * pictures are centred in it, each with its label right below. The box gives the font size, and that gives all
 * distances.
 */
export function layOutSheet(sheet: Sheet, type: TypeMetrics): SheetLayout {
  const measures = measureSheet(sheet.rows)
  const { box, cellWidth, gap, labelGap, margin } = measures
  const { title, columnHeads, rows, columns } = setSheet(sheet, measures, type)

  const rowHeadWidth = Math.max(0, ...rows.map(({ head }) => head.width))
  const columnsFrom = rowHeadWidth && rowHeadWidth + gap
  const gridWidth = Math.max(0, columnsFrom + columns * (cellWidth + gap) - gap)
  const width = Math.max(gridWidth, title.width) + 2 * margin
  const left = Math.round((width - gridWidth) / 2)
  const columnCentre = (column: number) => left + columnsFrom + column * (cellWidth + gap) + cellWidth / 2

  const columnHeadHeight = Math.max(0, ...columnHeads.map(({ height }) => height))
  const columnHeadBottom = margin + (title.height && title.height + gap) + columnHeadHeight
  const texts = [
    ...placeText(title, width / 2, margin),
    ...columnHeads.flatMap((head, i) => placeText(head, columnCentre(i), columnHeadBottom - head.height)),
  ]
  const pictures: (Box & { readonly picture: Picture })[] = []
  const panels: Box[] = []
  let bottom = columnHeadBottom
  for (const [i, { head, cells }] of rows.entries()) {
    const top = bottom + (i > 0 ? gap : columnHeadHeight && labelGap)
    const middle = top + box.height / 2
    bottom = top + box.height
    texts.push(...placeText(head, left + rowHeadWidth / 2, middle - head.height / 2))
    for (const [column, { picture, panel, label }] of cells.entries()) {
      const centre = columnCentre(column)
      if (picture) pictures.push({ ...centred(picture, centre, middle), picture })
      if (panel) panels.push(centred(panel, centre, middle))
      if (panel) texts.push(...placeText(panel.reason, centre, middle - panel.reason.height / 2))
      const labelTop = Math.ceil(middle + (picture ?? panel ?? box).height / 2) + labelGap
      texts.push(...placeText(label, centre, labelTop))
      if (label.height) bottom = Math.max(bottom, labelTop + label.height)
    }
  }
  return { width, height: bottom + margin, pictures, panels, texts }
}

const centred = ({ width, height }: Size, centre: number, middle: number): Box => {
  return { x: Math.round(centre - width / 2), y: Math.round(middle - height / 2), width, height }
}
