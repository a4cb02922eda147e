import { scaledSize } from '../../src/images/fitPicture.js'
import { filledOptions } from '../../src/options/filledOptions.js'
import { type Problem, problemOf } from '../options/problem.js'
import type { PageState } from './pageState.js'

/** Why a picture is too small for the network once it has been scaled; undefined where none is. */
export function tooSmall({ places, options }: PageState): Problem | undefined {
  const { size, styleSize } = filledOptions(options)
  const asked = [
    [places.content.picture, size, 'size'],
    [places.style.picture, styleSize, 'styleSize'],
  ] as const
  try {
    for (const [picture, side, option] of asked) if (picture) scaledSize(picture.name, picture, side, option)
    return undefined
  } catch (error) {
    return problemOf(error)
  }
}
