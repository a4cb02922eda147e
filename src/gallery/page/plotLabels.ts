import { html, type Markup } from './html.js'
import type { Frame } from './plotAxes.js'
import { type PlotPoint, tenths } from './plotPoints.js'

/** The step from one tag to the next, and from one line of the legend to the next. */
export const TAG_LINE = 13
export const LEGEND_LINE = 17
/** Average advance of a letter of the plot's text. */
const LETTER = 7.2
/** Longer names would leave the curves no room. */
const LONGEST_BESIDE = 14
const LONGEST_BELOW = 50

/** A curve as its label sees it. */
export interface Labelled {
  readonly name: string
  /** Which colour and which dashes. */
  readonly index: number
  /** False where it has no point that can be shown. */
  readonly drawn: boolean
}

/** Lengths of dash and gap, so that the curves can be told apart without colour; the first is solid. */
const DASHES = ['', '7 3', '2 2.5', '9 3 2 3', '14 3', '4 2', '9 2.5 2 2.5 2 2.5', '1 3.5']
export const CURVE_COLOURS = DASHES.length

/** The attributes of a line that belongs to a curve. Past eight curves, colours meet other dashes than before. */
export function strokeOf(index: number): Markup {
  const dash = DASHES[(index + Math.floor(index / CURVE_COLOURS)) % CURVE_COLOURS]
  return html`class="curve curve-${index % CURVE_COLOURS}" fill="none" stroke="currentColor" stroke-width="1.6"${
    dash && html` stroke-dasharray="${dash}"`
  }`
}

/** Whether every name can stand beside the end of its own curve; else numbers stand there, and a legend explains them. */
export function fitBeside(curves: readonly Labelled[]): boolean {
  return curves.every(({ name, drawn }) => drawn && name !== '' && name.length <= LONGEST_BESIDE)
}

const tagsOf = (curves: readonly Labelled[]) =>
  fitBeside(curves) ? curves.map(({ name }) => name) : curves.map(({ index }) => String(index + 1))

/** Room that the tags need to the right of the curves. */
export function tagRoom(curves: readonly Labelled[]): number {
  return Math.ceil(14 + LETTER * Math.max(1, ...tagsOf(curves).map(tag => tag.length)))
}

/** Tags to the right of the curves, moved apart where they would overlap, each with a hairline from its curve's end. */
export function endTags(curves: readonly Labelled[], lines: readonly (readonly PlotPoint[])[], frame: Frame): Markup {
  const tags = tagsOf(curves)
  const ends = lines.flatMap((line, i) => line.slice(-1).map(end => ({ end, colour: i % CURVE_COLOURS, tag: tags[i] })))
  ends.sort((a, b) => a.end.y - b.end.y)
  const heights = apart(
    ends.map(({ end }) => end.y),
    frame,
  )
  return html`${ends.map(({ end, colour, tag }, i) => {
    const [x, y, height] = [tenths(end.x), tenths(end.y), tenths(heights[i] ?? end.y)]
    const leader = `M${x} ${y}L${frame.right + 7} ${height}`
    return html`<path class="leader" fill="none" stroke="currentColor" stroke-width=".5" d="${leader}"/>
<circle class="tag-${colour}" fill="currentColor" cx="${x}" cy="${y}" r="2.4"/>
<text class="tag-${colour}" x="${frame.right + 10}" y="${height}" dy=".35em">${tag}</text>
`
  })}`
}

/** A line for each curve: its number, a piece of it, its name. */
export function legend(curves: readonly Labelled[], top: number): Markup {
  return html`${curves.map(({ name, index, drawn }, i) => {
    const y = top + i * LEGEND_LINE
    const sample = html`<path ${strokeOf(index)} d="M20 ${y}h30"/>`
    const text = drawn ? shortened(name) : `${shortened(name)} (nothing to draw)`
    return html`<text class="tag-${index % CURVE_COLOURS}" x="14" y="${y}" dy=".35em" text-anchor="end">${index + 1}</text>
${drawn ? sample : undefined}<text x="56" y="${y}" dy=".35em">${text}<title>${name}</title></text>
`
  })}`
}

/** Heights in ascending order, moved as little as need be to be a line apart between `top` and `bottom`. */
function apart(heights: readonly number[], { top, bottom }: Frame): readonly number[] {
  const placed: number[] = []
  for (const height of heights) placed.push(Math.max(height, (placed.at(-1) ?? top - TAG_LINE) + TAG_LINE))
  let limit = bottom
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i]!, limit)
    limit = placed[i]! - TAG_LINE
  }
  return placed
}

/** File names differ at the beginning or at the end, so the middle goes. */
function shortened(name: string): string {
  const letters = [...name]
  if (letters.length <= LONGEST_BELOW) return name
  const half = Math.floor(LONGEST_BELOW / 2)
  return `${letters.slice(0, half - 1).join('')}…${letters.slice(1 - half).join('')}`
}
