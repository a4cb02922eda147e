import type { Borders } from '../graphs/borders.js'
import type { Picture } from '../images/picture.js'
import { enlarged } from './stagesTaken.js'

interface NextStart {
  readonly borders: Borders | undefined
  /** How much of the start image's detail is added. */
  readonly share: number
  /** Whether nothing holds the picture where it is: it is then enlarged so that its pixels leave no lines. */
  readonly isFree: boolean
}

/**
 * What the next stage starts from: the picture of the stage before, enlarged, and the detail of the run's own start image that the
 * smaller stage had no room for, of noise too. Without that detail the optimiser has to make all of it anew, and after few steps it is a
 * weave: pooling sees only the means of neighbours, whose steps stay as smooth as enlarging has left them.
 *
 * @param start the run's start image in the size of the next stage
 */
export function nextStart(picture: Picture, start: Picture, { borders, share, isFree }: NextStart): Picture {
  const { width, height } = start
  const grown = enlarged(picture, start, borders, isFree)
  const blurred = enlarged(enlarged(start, picture, borders), start, borders)
  // All three have the same size.
  return {
    width,
    height,
    pixels: grown.pixels.map((value, i) => value + share * (start.pixels[i]! - blurred.pixels[i]!)),
  }
}
