import { element, setText } from '../page/element.js'
import { announcement } from '../state/runText.js'
import type { Store } from '../state/store.js'

/** Says aloud how a run goes, a few times in a run. */
export function announcer(store: Store): HTMLElement {
  const region = element('p', { role: 'status', class: 'unseen' })
  store.watch(announcement, text => setText(region, text))
  return region
}
