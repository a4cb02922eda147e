import type { Figure, Made, MissingShot, Shot } from '../galleryPage.js'

/** A picture that was made, with the names the page knows it by. */
export interface MadeShot {
  readonly name: string
  readonly made: Made
  /** Fragment name of the element with the command line. */
  readonly commandId: string
}

type Cell = Shot | MissingShot | undefined

export const isShot = (cell: Cell): cell is Shot => cell !== undefined && 'file' in cell

/** What to call a picture. */
export const nameOf = ({ caption, alt }: Shot): string => caption || alt

/** The made pictures of a figure, in reading order. */
export function madeShots({ id, rows }: Figure): readonly MadeShot[] {
  return rows
    .flat()
    .filter(isShot)
    .flatMap(shot => (shot.made ? [{ shot, made: shot.made }] : []))
    .map(({ shot, made }, i) => ({ name: nameOf(shot), made, commandId: `${id}-command-${i + 1}` }))
}
