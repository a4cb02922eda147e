import { element, setHidden, setText } from '../page/element.js'
import { removeStyle } from '../pictures/removeStyle.js'
import { CALLED } from '../state/placeNames.js'
import { STYLE_PLACES, type StylePlace } from '../state/shares.js'
import type { Store } from '../state/store.js'
import { blendField } from './blendField.js'
import { pictureSlot } from './pictureSlot.js'

/** Further styles, where they are asked for, and how much of each. */
export function moreStyles(store: Store): readonly HTMLElement[] {
  const [, ...places] = STYLE_PLACES
  const slots = places.map(place => ({ place, slot: pictureSlot(store, place) }))
  const add = element('button', { type: 'button', class: 'link' })
  /** Places that were opened for a picture to come. */
  const opened = new Set<StylePlace>()
  const isThere = (place: StylePlace) => {
    const { picture, wanted } = store.state.places[place]
    return picture !== undefined || wanted !== undefined
  }
  const show = () => {
    for (const { place, slot } of slots) setHidden(slot, !opened.has(place) && !isThere(place), add)
    // Another is of use once those that are there are filled.
    const isFilled = slots.every(({ place, slot }) => slot.hidden || isThere(place))
    const next = isFilled && isThere('style') ? slots.find(({ slot }) => slot.hidden) : undefined
    setHidden(
      add,
      next === undefined,
      slots.findLast(({ slot }) => !slot.hidden)?.slot.querySelector('input') ?? undefined,
    )
    if (!next) return
    setText(add, `+ Blend with ${CALLED[next.place]}`)
    // A picture that is dropped on it needs no click.
    add.dataset.place = next.place
  }
  for (const { place, slot } of slots) {
    const remove = element('button', { type: 'button', class: 'link' }, `Without ${CALLED[place]}`)
    remove.addEventListener('click', async () => {
      opened.clear()
      await removeStyle(store, place)
      show()
      add.focus()
    })
    slot.insertBefore(remove, slot.querySelector('.examples'))
  }
  add.addEventListener('click', () => {
    const next = slots.find(({ slot }) => slot.hidden)
    if (!next) return
    opened.add(next.place)
    show()
    next.slot.querySelector('input')?.focus()
  })
  store.watch(
    ({ places: all }) => STYLE_PLACES.flatMap(place => [all[place].picture, all[place].wanted]),
    () => show(),
  )
  return [...slots.map(({ slot }) => slot), add, blendField(store)]
}
