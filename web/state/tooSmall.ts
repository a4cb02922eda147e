import { scaledSize } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
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
