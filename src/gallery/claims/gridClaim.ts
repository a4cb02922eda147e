import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open } from './verdict.js'

/** A picture of the grid with its distances from every content and every style; `content` and `style` are its own ones' places. */
export interface GridDistances extends ComparedRun {
  readonly content: number
  readonly style: number
  readonly fromContents: readonly number[]
  readonly fromStyles: readonly number[]
}

const SAYING = {
  says: 'Each picture shows its own content in its own style.',
  rule: 'Of all contents and all styles each picture lies nearest to those that it was made from.',
}

/** What a grid says of whether content and style are told apart. */
export function gridClaim(measured: readonly GridDistances[]): Claim {
  const [first] = measured
  if (!first || (first.fromContents.length < 2 && first.fromStyles.length < 2))
    return open(SAYING, 'It takes two contents or two styles to tell them apart.')
  const astray = measured.filter(
    ({ content, style, fromContents, fromStyles }) =>
      !isNearest(fromContents, content) || !isNearest(fromStyles, style),
  )
  const right = `${measured.length - astray.length} of ${measured.length} pictures lie nearest to their own content and their own style`
  const which = astray.length > 0 ? `, but not ${astray.map(({ name }) => name).join(', ')}` : ''
  return judged(SAYING, measured, astray.length === 0, `${right}${which}.`)
}

const isNearest = (distances: readonly number[], own: number) => Math.min(...distances) === distances[own]
