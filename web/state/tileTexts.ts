import { lookText } from './lookText.js'
import type { Painting } from './pageState.js'
import { percentText } from './runText.js'

/** What a tile says of its painting. */
export interface TileText {
  readonly name: string
  readonly about: string
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** What the tiles of some paintings say, newest first: no two the same, by a number where there is no other difference. */
export function tileTexts(paintings: readonly Painting[]): readonly TileText[] {
  const counts = new Map<string, number>()
  const inOrder = paintings.toReversed().map(painting => {
    const about = aboutText(painting)
    const said = `${painting.name} ${about}`
    const count = (counts.get(said) ?? 0) + 1
    counts.set(said, count)
    return { name: count > 1 ? `${painting.name} (${count})` : painting.name, about }
  })
  return inOrder.toReversed()
}

function aboutText({ width, height, full, made, choices, state, rest }: Painting): string {
  const size = `${full?.width ?? width} × ${full?.height ?? height}`
  const place = `${size}, ${TIME.format(made)}`.replaceAll(/ (?!\d+:)/g, '\u00a0')
  const about = [place, choices && lookText(choices.options)].filter(text => text).join(', ')
  return state === 'stopped' ? `${about} (stopped${rest ? ` at ${percentText(rest.done)}` : ''})` : about
}
