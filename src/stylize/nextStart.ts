import type { Borders } from '../graphs/borders.js'
import type { Picture } from '../images/picture.js'
import { enlarged } from './stagesTaken.js'
import { withoutRim } from './withoutRim.js'

interface NextStart {
  readonly borders: Borders | undefined
  /** Whether the start image is noise, which says nothing of the picture. */
  readonly isNoise: boolean
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
export function nextStart(picture: Picture, start: Picture, { borders, isNoise, isFree }: NextStart): Picture {
  const { width, height } = start
  const small = enlarged(start, picture, borders)
  const painted = borders === 'replicate' && !isNoise ? withoutRim(picture, small) : picture
  const grown = enlarged(painted, start, borders, isFree)
  const blurred = enlarged(small, start, borders)
  const share = isNoise ? NOISE_DETAIL : 1
  // All three have the same size.
  return {
    width,
    height,
    pixels: grown.pixels.map((value, i) => value + share * (start.pixels[i]! - blurred.pixels[i]!)),
  }
}

/** The share of noise's detail that a later stage starts with: all of it is more than its few steps make strokes of. */
const NOISE_DETAIL = 0.5
