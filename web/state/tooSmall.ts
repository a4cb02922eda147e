import { fitLongSide, requireMinSide } from '../../src/images/fitPicture.js'
import { effectiveOptions } from '../options/chosenOptions.js'
import { pageMessage } from '../options/optionText.js'
import type { PageState } from './pageState.js'

/** Why a picture is too small for the network once it has been scaled; undefined where none is. */
export function tooSmall({ places, options }: PageState): string | undefined {
  const { size, styleSize } = effectiveOptions(options)
  const asked = [
    [places.content.picture, size],
    [places.style.picture, styleSize],
  ] as const
  try {
    for (const [picture, side] of asked)
      if (picture) requireMinSide(picture.name, fitLongSide(picture.width, picture.height, side))
    return undefined
  } catch (error) {
    return pageMessage((error as Error).message)
  }
}
