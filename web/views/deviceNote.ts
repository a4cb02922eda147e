import { element, setText } from '../page/element.js'
import { deviceText, type Surroundings } from '../state/deviceText.js'
import type { Store } from '../state/store.js'

/**
 * Where the run goes, or would go, and why.
 *
 * @param isFirstVisit whether the page was loaded from its server: the service worker isolates what it serves itself
 */
export function deviceNote(store: Store, surroundings: Surroundings, isFirstVisit: boolean): HTMLElement {
  const note = element('p', { class: 'help device' })
  store.watch(
    ({ run, forecast, keptOffline }) =>
      [run.start && run.phase !== 'ended' ? run.start : forecast, keptOffline && isFirstVisit] as const,
    ([device, reloadIsolates]) => setText(note, device ? deviceText(device, surroundings, reloadIsolates) : ''),
  )
  return note
}
