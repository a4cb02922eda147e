import type { FigureTable, Timed } from '../galleryPage.js'
import { html, Markup } from './html.js'
import { lossMarkup, secondsText } from './numbers.js'
import { proseMarkup } from './prose.js'
import type { MadeShot } from './shots.js'

type Cell = string | Timed | Markup

/** How every run of a figure ended. */
export function runsTable(shots: readonly MadeShot[]): Markup {
  const head = ['Picture', 'Final loss', 'Iterations', 'Evaluations', 'Time', 'Stopped']
  const rows = shots.map(({ name, made }) => {
    const { loss, iterations, evaluations, seconds, stopped } = made
    return [name, lossMarkup(loss), String(iterations), String(evaluations), { time: secondsText(seconds) }, stopped]
  })
  return tableMarkup('Runs', head, rows)
}

/** Measured numbers of a figure. */
export function figureTable({ caption, head, rows }: FigureTable): Markup {
  return tableMarkup(caption, head, rows)
}

function tableMarkup(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  const numeric = head.map((_, column) => column > 0 && rows.every(row => isNumeric(row[column])))
  const kind = (column: number) => (numeric[column] ? html` class="number"` : undefined)
  // A box that scrolls has to be reached by keyboard, so it has a name and a tab stop.
  return html`<div class="scroll" role="region" aria-label="Table: ${caption}" tabindex="0"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${head.map((name, column) => html`<th scope="col"${kind(column)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map(([name, ...cells]) => html`<tr>${headCell(name)}${cells.map((cell, i) => bodyCell(cell, kind(i + 1)))}</tr>\n`)}</tbody>
</table></div>
`
}

function headCell(cell: Cell = ''): Markup {
  return html`<th scope="row">${isTimed(cell) ? proseMarkup(cell) : cell}</th>`
}

function bodyCell(cell: Cell, kind: Markup | undefined): Markup {
  return isTimed(cell) ? html`<td${kind} data-time>${cell.time}</td>` : html`<td${kind}>${cell}</td>`
}

const isTimed = (cell: Cell): cell is Timed => typeof cell !== 'string' && 'time' in cell

/** Digits, perhaps with a sign, a power of ten and a short unit; or a dash for "none". */
const NUMBER = /^([-−+±~≈<>]?\s?\d[\d.,\s]*(e[-+]?\d+)?\s?([%×]|[a-zA-Z]{1,3})?|[-–—]?)$/

function isNumeric(cell: Cell | undefined): boolean {
  if (cell === undefined || cell instanceof Markup) return true
  return NUMBER.test(isTimed(cell) ? cell.time : cell)
}
