import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import type { Sheet, SheetCell } from './sheet.js'
import { panelSize, type SheetMeasures } from './sheetMeasures.js'
import { setText, type TextBlock } from './textBlock.js'
import { lineHeight, type TypeMetrics } from './typeface.js'

/** A cell with its texts set. */
export interface SetCell {
  readonly picture?: Picture
  /** Stands for a missing picture: a box with the reason in it. */
  readonly panel?: Size & { readonly reason: TextBlock }
  readonly label: TextBlock
}

/** A row with its texts set. */
export interface SetRow {
  readonly head: TextBlock
  readonly cells: readonly SetCell[]
}

/** A sheet with its texts set: broken into lines and shortened to fit their places. */
export interface SetSheet {
  readonly title: TextBlock
  readonly columnHeads: readonly TextBlock[]
  /** The rows: as many as the sheet has rows or row heads. */
  readonly rows: readonly SetRow[]
  /** The number of columns that there are cells or heads for. */
  readonly columns: number
}

/** Sets the texts of a sheet. */
export function setSheet(sheet: Sheet, measures: SheetMeasures, type: TypeMetrics): SetSheet {
  const { title = '', columnHeads = [], rowHeads = [], rows } = sheet
  const { box, fontSize: size, titleSize, cellWidth } = measures
  const columns = Math.max(columnHeads.length, ...rows.map(row => row.length))
  const set = (text: string | undefined, width: number, lines: number) =>
    setText(text ?? '', { size, width, lines }, type)
  const linesIn = (height: number) => Math.floor(height / lineHeight(size))

  const setCell = ({ picture, missing, label }: SheetCell, panel: Size): SetCell => ({
    label: set(label, cellWidth, 2),
    ...(picture && { picture }),
    ...(missing !== undefined &&
      !picture && { panel: { ...panel, reason: set(missing, panel.width - size, linesIn(panel.height - size / 2)) } }),
  })
  const setRow = (row: readonly (SheetCell | undefined)[], head: string | undefined): SetRow => {
    const panel = panelSize(row, measures)
    return {
      head: set(head, 10 * size, linesIn(box.height)),
      // Not map: it would leave the holes of a sparse row.
      cells: Array.from(row, cell => setCell(cell ?? {}, panel)),
    }
  }
  return {
    title: setText(title, { size: titleSize, width: Math.max(columns * cellWidth, 20 * size), lines: 3 }, type),
    columnHeads: columnHeads.map(head => set(head, cellWidth, 3)),
    rows: Array.from({ length: Math.max(rows.length, rowHeads.length) }, (_, i) => setRow(rows[i] ?? [], rowHeads[i])),
    columns,
  }
}
