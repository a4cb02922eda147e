import { plannedStages, scaledSize } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { type Problem, problemOf } from '../options/problem.js'
import type { PageState } from './pageState.js'
import { STYLE_PLACES } from './shares.js'

/** Why no run can paint these pictures with these options, as far as shapes, sizes and what the worker has found tell. */
export function cannotBePainted({ places, options, foreseen }: PageState): Problem | undefined {
  const { styleSize } = filledOptions(options)
  try {
    const { content } = places
    if (content.picture) plannedStages(options, content.picture)
    for (const { picture } of STYLE_PLACES.map(place => places[place]))
      if (picture) scaledSize(picture.name, picture, styleSize, 'styleSize')
    return foreseen
  } catch (error) {
    return problemOf(error)
  }
}
