import { LEAST_SPREAD, type Recolouring } from './colourMatch.js'
import { colourMoments } from './colourMoments.js'
import { fromLab, toLab } from './lab.js'
import type { Picture } from './picture.js'

/** A picture in greys of its own lightness L*. */
export const greyed: Recolouring = picture => withLightness(picture, lightness => lightness)

/** The recolouring that makes a picture grey, with the mean and the spread of another's lightness. Pixels count by their alpha. */
export function luminanceMatch(from: Picture, to: Picture): Recolouring {
  const moments = ({ pixels, alpha }: Picture) => {
    const { mean, covariance } = colourMoments(toLab(pixels), alpha)
    return { mean: mean[0], spread: Math.sqrt(Math.max(0, covariance[0][0])) }
  }
  const own = moments(from)
  const wanted = moments(to)
  const gain = wanted.spread / Math.max(own.spread, LEAST_SPREAD)
  return picture => withLightness(picture, lightness => wanted.mean + gain * (lightness - own.mean))
}

/** A picture in greys. */
function withLightness(picture: Picture, change: (lightness: number) => number): Picture {
  const lab = toLab(picture.pixels)
  const size = lab.length / 3
  for (let i = 0; i < size; i++) lab[i] = change(lab[i]!) // i is below the size of a plane
  lab.fill(0, size)
  return { ...picture, pixels: fromLab(lab) }
}

/** A picture's own lightness with the chroma, a* and b*, of another picture of the same size. Unclamped. */
export function withChroma(picture: Picture, chroma: Picture): Picture {
  const lab = toLab(chroma.pixels)
  const size = lab.length / 3
  lab.set(toLab(picture.pixels).subarray(0, size))
  return { ...picture, pixels: fromLab(lab) }
}
