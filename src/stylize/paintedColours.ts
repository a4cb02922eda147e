import { colourMatch, type Recolouring } from '../images/colourMatch.js'
import { greyed, luminanceMatch, withChroma } from '../images/luminance.js'
import type { Picture } from '../images/picture.js'
import { resizePicture } from '../images/resizePicture.js'
import type { Settings } from '../requests/settings.js'
import type { ColouredPictures, ScaledPicture, StylePicture } from './runPictures.js'

/** Whether a run paints with other colours than its pictures have. */
export function isRecoloured(colors: Settings['colors']): boolean {
  return colors === 'match' || colors === 'luminance'
}

/** The pictures as a run paints with them: the styles with other colours, or all of them in greys. What is matched is clamped. */
export function paintedColours(colors: Settings['colors'], pictures: ColouredPictures): ColouredPictures {
  const { content, styles, init, filling } = pictures
  if (!content || !isRecoloured(colors)) return pictures
  const { width, height } = content.picture
  const told = `${colors} ${content.sha256} ${width}×${height}`
  const matchTo = colors === 'match' ? colourMatch : luminanceMatch
  const recolourings = styles.map(({ picture }) => matchTo(picture, content.picture))
  const recoloured = <Scaled extends ScaledPicture>(scaled: Scaled, recolouring: Recolouring): Scaled => ({
    ...scaled,
    picture: clamped(recolouring(scaled.picture)),
    recoloured: told,
  })
  const own = colors === 'match' ? undefined : greyed
  const [first] = recolourings
  return {
    ...pictures,
    content: own ? recoloured(content, own) : content,
    styles: styles.map((style, index): StylePicture => recoloured(style, recolourings[index]!)), // one for each
    ...(init && { init: own ? recoloured(init, own) : init }),
    ...(filling && { filling: first ? clamped(first(filling)) : filling }),
  }
}

/** Gives what a run has painted the colours that it is shown with. */
export type ShownColours = (painted: Picture) => Picture

/** @param content as it was read, at the size of the result */
export function shownColours(colors: Settings['colors'], content: Picture | undefined): ShownColours {
  if (!content || colors === 'style' || colors === 'match') return painted => painted
  return painted => withChroma(painted, resizePicture(content, painted.width, painted.height))
}

function clamped(picture: Picture): Picture {
  return { ...picture, pixels: picture.pixels.map(value => Math.min(1, Math.max(0, value))) }
}
