// A table is { title, columns, rows, notes }: names of columns, rows of text cells, and sentences that belong under it.

/** For a terminal: columns aligned, figures to the right. */
export function terminalTable({ title, columns, rows, notes }) {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map(row => row[i].length)))
  const isFigure = columns.map(
    (_, i) => rows.some(row => /\d/.test(row[i])) && rows.every(row => /^[\d(–.]|^$/.test(row[i])),
  )
  const line = cells =>
    cells
      .map((cell, i) => (isFigure[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd()
  const ruler = widths.map(width => '─'.repeat(width)).join('  ')
  return ['', title, '', line(columns), ruler, ...rows.map(line), ...spaced(notes), ''].join('\n')
}

/** For a document. */
export function markdownTable({ columns, rows, notes }) {
  const line = cells => `| ${cells.join(' | ')} |`
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line), ...spaced(notes)].join('\n')
}

/** Without the columns that no row has anything in. */
export function withoutBlanks({ columns, rows, ...rest }) {
  const isUsed = columns.map((_, i) => rows.some(row => row[i]))
  const used = cells => cells.filter((_, i) => isUsed[i])
  return { ...rest, columns: used(columns), rows: rows.map(used) }
}

const spaced = notes => notes.flatMap(note => ['', note])
