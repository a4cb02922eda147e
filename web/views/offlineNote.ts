import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

/** Says when the page has become independent of the network. */
export function offlineNote(store: Store): HTMLElement {
  const note = element('p', { class: 'help', role: 'status' })
  store.watch(
    ({ keptOffline }) => keptOffline,
    kept => setText(note, kept ? 'This page is kept in the browser and works offline.' : ''),
  )
  return note
}
