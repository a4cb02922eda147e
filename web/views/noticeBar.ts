import { element, setHidden, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

/** Remarks for the whole page, until they are closed or another comes. */
export function noticeBar(store: Store): HTMLElement {
  const text = element('p', {})
  const close = element('button', { type: 'button', class: 'link' }, 'Close')
  close.setAttribute('aria-label', 'Close the notice')
  const bar = element('div', { class: 'notice', hidden: true }, text, close)
  // The live region is always there: one that appears with its text is not read by every screen reader.
  const region = element('div', { role: 'status', tabindex: -1 }, bar)
  close.addEventListener('click', () => store.dispatch({ type: 'noticed', notice: undefined }))
  store.watch(
    ({ notice }) => notice,
    notice => {
      setHidden(bar, !notice, region)
      bar.classList.toggle('bad', notice?.tone === 'problem')
      setText(text, notice?.text ?? '')
    },
  )
  return region
}
