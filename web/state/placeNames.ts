import type { Place } from './pageState.js'
import type { StylePlace } from './shares.js'

/** What the places of pictures are called, in a sentence. */
export const CALLED: Readonly<Record<Place, string>> = {
  content: 'a photo',
  style: 'a style picture',
  secondStyle: 'a second style',
  thirdStyle: 'a third style',
  fourthStyle: 'a fourth style',
  start: 'a start picture',
}

/** What styles are called beside each other. */
export const STYLE_NAMES: Readonly<Record<StylePlace, string>> = {
  style: 'First style',
  secondStyle: 'Second style',
  thirdStyle: 'Third style',
  fourthStyle: 'Fourth style',
}
