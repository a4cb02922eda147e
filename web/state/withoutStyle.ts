import type { PageState } from './pageState.js'
import { chosenStyles, STYLE_PLACES, type StylePlace, sharedOut } from './shares.js'

/** Takes a style away: those behind it move up, with what each has. */
export function withoutStyle(state: PageState, place: StylePlace): PageState {
  const places = { ...state.places }
  const shares = { ...state.blend }
  const moving = STYLE_PLACES.slice(STYLE_PLACES.indexOf(place))
  for (const [i, here] of moving.entries()) {
    const behind = moving[i + 1]
    places[here] = behind ? state.places[behind] : {}
    shares[here] = behind ? state.blend[behind] : 0
  }
  return { ...state, places, blend: sharedOut(shares, chosenStyles(places)) }
}
