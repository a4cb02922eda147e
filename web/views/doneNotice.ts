import { element, setHidden } from '../page/element.js'
import { isRunning } from '../state/pageState.js'
import { runText } from '../state/runText.js'
import type { Store } from '../state/store.js'

/** Offers to say when a painting is done, to who looks at something else meanwhile. */
export function doneNotice(store: Store): HTMLElement {
  const button = element('button', { type: 'button', class: 'link' }, 'Tell me when it is done')
  const canAsk = 'Notification' in window && Notification.permission === 'default'
  let isWanted = 'Notification' in window && Notification.permission === 'granted'
  let isOpen = canAsk
  const show = () =>
    setHidden(button, !isOpen || !isRunning(store.state.run), document.getElementById('main-button') ?? undefined)
  button.addEventListener('click', async () => {
    isWanted = (await Notification.requestPermission()) === 'granted'
    isOpen = false
    show()
  })
  store.watch(({ run }) => isRunning(run), show)
  store.watch(
    ({ run }) => run.phase === 'ended',
    isOver => {
      // Who has stopped it knows.
      const isNews = isOver && store.state.run.result?.stopped !== 'interrupted'
      if (isNews && isWanted && document.visibilityState === 'hidden') void notify(runText(store.state))
    },
  )
  return button
}

/** Phones show notices only by a service worker. */
async function notify(text: string): Promise<void> {
  const options = { body: text, icon: './icon.svg' }
  try {
    new Notification('Style transfer', options)
  } catch {
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
    await (await workers?.getRegistration())?.showNotification('Style transfer', options)
  }
}
