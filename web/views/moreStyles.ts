import { element, setHidden } from '../page/element.js'
import { removeStyle } from '../pictures/removeStyle.js'
import type { PlaceState } from '../state/pageState.js'
import { CALLED } from '../state/placeNames.js'
import { STYLE_PLACES } from '../state/shares.js'
import type { Store } from '../state/store.js'
import { blendField } from './blendField.js'
import { furtherStyle } from './furtherStyle.js'
import { pictureSlot } from './pictureSlot.js'

/** Further styles, those that can be had, and how much of each. */
export function moreStyles(store: Store): readonly HTMLElement[] {
  const [, ...places] = STYLE_PLACES
  const further = furtherStyle(store)
  const slots = places.map(place => {
    const slot = pictureSlot(store, place)
    const remove = element('button', { type: 'button', class: 'link' }, `Without ${CALLED[place]}`)
    remove.addEventListener('click', async () => {
      await removeStyle(store, place)
      further.querySelector('input')?.focus()
    })
    slot.append(remove)
    store.watch(
      state => isThere(state.places[place]),
      isShown => setHidden(slot, !isShown),
    )
    return slot
  })
  return [...slots, further, blendField(store)]
}

/** Whether there is anything to show of a style. */
const isThere = ({ picture, wanted, opening, problem }: PlaceState) =>
  (picture ?? wanted ?? opening ?? problem) !== undefined
