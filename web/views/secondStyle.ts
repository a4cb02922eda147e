import { element, setHidden } from '../page/element.js'
import type { Store } from '../state/store.js'
import { blendField } from './blendField.js'
import { pictureSlot } from './pictureSlot.js'

/** A second style, where it is asked for, and the slider between the two. */
export function secondStyle(store: Store): readonly HTMLElement[] {
  const slot = pictureSlot(store, 'secondStyle')
  const add = element('button', { type: 'button', class: 'link' }, '+ Blend with a second style')
  const remove = element('button', { type: 'button', class: 'link' }, 'Without a second style')
  slot.append(remove)
  const open = (isOpen: boolean) => {
    setHidden(slot, !isOpen, add)
    setHidden(add, isOpen, slot.querySelector('input') ?? undefined)
  }
  add.addEventListener('click', () => open(true))
  remove.addEventListener('click', () => {
    store.dispatch({ type: 'emptied', place: 'secondStyle' })
    open(false)
    add.focus()
  })
  store.watch(
    ({ places: { secondStyle } }) => secondStyle.picture !== undefined || secondStyle.wanted !== undefined,
    isThere => open(isThere),
  )
  return [slot, add, blendField(store)]
}
