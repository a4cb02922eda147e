import { element, setText } from '../page/element.js'
import { announcement, titleText } from '../state/runText.js'
import type { Store } from '../state/store.js'

/** Says aloud how a run goes, a few times in a run, and keeps the title of the tab up to date. */
export function announcer(store: Store): HTMLElement {
  const region = element('p', { role: 'status', class: 'unseen' })
  store.watch(announcement, text => setText(region, text))
  store.watch(
    ({ run }) => titleText(run),
    title => {
      document.title = title
    },
  )
  return region
}
