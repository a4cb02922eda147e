import type { FigureTable, Timed } from '../galleryPage.js'
import { html, Markup } from './html.js'
import { lossMarkup, secondsText, shareText } from './numbers.js'
import { proseMarkup } from './prose.js'
import type { MadeShot } from './shots.js'

type Cell = string | Timed | Markup

const SETTLED = { ended: 'yes: ended', met: 'yes: met', flat: 'yes: flat', no: 'no' } as const

/** How every run of a figure went. */
export function runsTable(shots: readonly MadeShot[], number: number): Markup {
  const head = [
    'Picture',
    'Loss after the first step',
    'Last loss',
    'Its last fifth',
    'Settled',
    'Iterations',
    'Evaluations',
    'Time',
    'Stopped',
  ]
  const rows = shots.map(({ name, made }) => {
    const { loss, iterations, evaluations, seconds, stopped, course } = made
    return [
      name,
      lossMarkup(course.firstStep),
      lossMarkup(loss),
      shareText(course.lastFifth),
      SETTLED[course.settled],
      String(iterations),
      String(evaluations),
      { time: secondsText(seconds) },
      stopped,
    ]
  })
  const explains =
    'Its last fifth: what the last fifth of the iterations still took off the loss. Time: the whole run with its preparations, on this machine. Stopped: iterations, it took as many as it was told to; converged, the loss became flat; stalled, nothing lower was found.'
  return tableMarkup({ caption: 'Runs', explains, head, rows }, number)
}

/** Measured numbers of a figure. */
export function figureTable(table: FigureTable, number: number): Markup {
  return tableMarkup(table, number)
}

interface AnyTable extends Omit<FigureTable, 'rows'> {
  readonly rows: readonly (readonly Cell[])[]
}

function tableMarkup({ caption, explains, head, rows }: AnyTable, number: number): Markup {
  const numeric = head.map((_, column) => column > 0 && rows.every(row => isNumeric(row[column])))
  const kind = (column: number) => (numeric[column] ? html` class="number"` : undefined)
  // A box that scrolls has to be reached by keyboard, so it has a name and a tab stop.
  return html`<div class="table"><div class="scroll" role="region" aria-label="Table: ${caption}, figure ${number}" tabindex="0"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${head.map((name, column) => html`<th scope="col"${kind(column)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map(([name, ...cells]) => html`<tr>${headCell(name)}${cells.map((cell, i) => bodyCell(cell, kind(i + 1)))}</tr>\n`)}</tbody>
</table></div>
<p class="explains">${explains}</p></div>
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
