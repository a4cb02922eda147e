import type { TypeMetrics } from './typeface.js'

/** The space for a text. */
export interface TextSpace {
  /** Font size in pixels. */
  readonly size: number
  /** The room for a line, in pixels. */
  readonly width: number
  /** How many lines there may be at most. */
  readonly lines: number
}

/**
 * Breaks a text into lines that fit a space: between words, after the joints of a name (`_`, `/`, `-` before a letter),
 * and anywhere in a word that is wider than the space. The lines are of about equal width. A text that is too long
 * loses its middle to "...", because names that resemble each other differ at their ends.
 */
export function fitText(text: string, { size, width, lines }: TextSpace, type: TypeMetrics): readonly string[] {
  const whole = type.printable(text)
  if (whole === '' || lines < 1) return []
  const widthOf = (line: string) => size * type.measure(line)
  const all = wrap(whole, width, widthOf)
  if (all.length <= lines) return all
  // The largest number of characters that can stay.
  let best = wrap('...', width, widthOf)
  for (let low = 0, high = whole.length - 1; low < high; ) {
    const kept = Math.ceil((low + high) / 2)
    const candidate = wrap(withoutMiddle(whole, kept), width, widthOf)
    if (candidate.length <= lines) {
      best = candidate
      low = kept
    } else {
      high = kept - 1
    }
  }
  return best
}

function withoutMiddle(text: string, kept: number): string {
  const head = text.slice(0, Math.ceil(kept / 2))
  const tail = text.slice(text.length - Math.floor(kept / 2))
  return `${head.trimEnd()}...${tail.trimStart()}`
}

const breaks = /(?<=\s)|(?<=\.\.\.)|(?<=[_/-])(?=\p{L})/u

function wrap(text: string, width: number, widthOf: (line: string) => number): readonly string[] {
  const pieces = text.split(breaks).flatMap(piece => (widthOf(piece.trimEnd()) <= width ? [piece] : [...piece]))
  const greedy = fill(pieces, width, widthOf)
  // The narrowest width that needs no more lines evens them out.
  let best = greedy
  for (let low = 0, high = Math.ceil(width); low < high; ) {
    const middle = Math.floor((low + high) / 2)
    const lines = fill(pieces, middle, widthOf)
    if (lines.length <= greedy.length) {
      best = lines
      high = middle
    } else {
      low = middle + 1
    }
  }
  return best
}

/** Fills line after line. A piece that is too wide gets a line of its own. */
function fill(pieces: readonly string[], width: number, widthOf: (line: string) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line = (line + piece).trimStart()
  }
  return [...lines, line.trimEnd()]
}
