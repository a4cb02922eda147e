import { isRunning } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** Has the browser ask before the page is left where something would be lost: a run, or paintings that it does not keep. */
export function warnBeforeLeaving(store: Store): void {
  const ask = (event: Event) => event.preventDefault()
  store.watch(
    ({ run, paintings, paintingsLast }) => isRunning(run) || (paintingsLast === false && paintings.length > 0),
    // A page that always listens is never kept for going back to.
    isLoss => (isLoss ? addEventListener('beforeunload', ask) : removeEventListener('beforeunload', ask)),
  )
}
