import { colourMoments } from './colourMoments.js'
import { colourTransport } from './colourTransport.js'
import { fromLab, toLab } from './lab.js'
import type { Picture } from './picture.js'

/** Gives a picture other colours. Unclamped. */
export type Recolouring = (picture: Picture) => Picture

/** What varies less, in units of L*a*b*, is rounding and what JPEG leaves: a grey drawing's is not to become colour. */
export const LEAST_SPREAD = 2

/**
 * The recolouring that gives one picture the mean and the covariance of another's colours, in L*a*b*. Pixels count by their alpha.
 *
 * L*a*b*, since a linear map goes right where spreads are spreads to the eye: in linear light dark tones lie so close together that
 * the map carries them past black and into strange hues (docs/looks.md has the figures).
 */
export function colourMatch(from: Picture, to: Picture): Recolouring {
  const moments = ({ pixels, alpha }: Picture) => colourMoments(toLab(pixels), alpha)
  const transport = colourTransport(moments(from), moments(to), LEAST_SPREAD)
  return picture => ({ ...picture, pixels: fromLab(transport(toLab(picture.pixels))) })
}
