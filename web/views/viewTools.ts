import { element } from '../page/element.js'
import { shownPainting, THE_RUN } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import type { CompareSlider } from './compareSlider.js'

/** Ways to look at a painting, or at the run: the content picture while a button is held, and every pixel of it. */
export function viewTools(store: Store, { box, hold }: CompareSlider, viewer: HTMLElement): HTMLElement {
  const photo = element('button', { type: 'button', class: 'button small' }, 'Hold to see the photo')
  const zoom = element('button', { type: 'button', class: 'button small', 'aria-pressed': false }, 'Zoom to 100 %')
  const tools = element('div', { class: 'tools away' }, photo, zoom)

  for (const begin of ['pointerdown', 'keydown'] as const)
    photo.addEventListener(begin, event => {
      if (event instanceof KeyboardEvent && event.key !== ' ' && event.key !== 'Enter') return
      event.preventDefault()
      photo.focus()
      hold(true)
    })
  for (const end of ['pointerup', 'pointerleave', 'pointercancel', 'keyup', 'blur'] as const)
    photo.addEventListener(end, () => hold(false))
  photo.addEventListener('contextmenu', event => event.preventDefault())

  const setZoom = (zoomed: boolean) => {
    zoom.setAttribute('aria-pressed', String(zoomed))
    box.classList.toggle('zoomed', zoomed)
    box.style.setProperty('--density', String(devicePixelRatio))
    if (zoomed) {
      viewer.tabIndex = 0
      viewer.scrollTo((viewer.scrollWidth - viewer.clientWidth) / 2, (viewer.scrollHeight - viewer.clientHeight) / 2)
    } else viewer.removeAttribute('tabindex')
  }
  zoom.addEventListener('click', () => setZoom(zoom.getAttribute('aria-pressed') !== 'true'))
  store.watch(
    state => [shownPainting(state), state.isOpening, state.shown === THE_RUN] as const,
    ([painting, isOpening, showsRun]) => {
      // What the page opens with is a painting, to be read yet.
      tools.classList.toggle('away', !painting && !isOpening && !showsRun)
      setZoom(false)
    },
  )
  return tools
}
