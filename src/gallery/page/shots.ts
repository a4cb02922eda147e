import type { Figure, Made, MissingShot, Shot } from '../galleryPage.js'

/** A picture that was made, with the names the page knows it by. */
export interface MadeShot {
  readonly name: string
  readonly made: Made
  /** Fragment name of the element with the command line. */
  readonly commandId: string
}

type Place = Shot | MissingShot | undefined

export const isShot = (place: Place): place is Shot => place !== undefined && 'png' in place

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
