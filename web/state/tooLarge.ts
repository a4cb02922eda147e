import { fitLongSide, requireFits } from 'nst-onnx'
import { filledOptions, type OptionName } from 'nst-onnx/options'
import { type Problem, problemOf } from '../options/problem.js'
import type { ChosenPicture, PageState } from './pageState.js'

interface Asked {
  readonly option: OptionName
  readonly picture: ChosenPicture | undefined
  readonly side: number
}

/** Why a picture is too large for the device, with the size that fits; undefined where none is. */
export function tooLarge({ places, options, forecast }: PageState): Problem | undefined {
  if (!forecast || 'problem' in forecast) return undefined
  const { size, styleSize } = filledOptions(options)
  const asked: readonly Asked[] = [
    { option: 'size', picture: places.content.picture, side: size },
    { option: 'styleSize', picture: places.style.picture, side: styleSize },
  ]
  try {
    for (const { option, picture, side } of asked)
      if (picture) requireFits(forecast, option, fitLongSide(picture.width, picture.height, side))
    return undefined
  } catch (error) {
    return problemOf(error)
  }
}
