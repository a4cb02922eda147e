import { openFiles } from '../pictures/openFiles.js'
import { PLACES } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** Takes pictures that are dropped anywhere on the page, or pasted. */
export function takePictures(store: Store, page: HTMLElement): void {
  page.addEventListener('dragover', event => {
    // Whatever it is: the browser would leave the page for it.
    event.preventDefault()
    if (event.dataTransfer?.types.includes('Files')) page.classList.add('dragging')
  })
  page.addEventListener('dragleave', event => {
    if (!event.relatedTarget) page.classList.remove('dragging')
  })
  page.addEventListener('drop', event => {
    page.classList.remove('dragging')
    event.preventDefault()
    const files = [...(event.dataTransfer?.files ?? [])]
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null
    if (files.length > 0) {
      void openFiles(
        store,
        files,
        PLACES.find(name => name === slot?.dataset.place),
      )
    } else {
      const text = 'That was no file. This page asks no other server for pictures: save it first, and drop the file.'
      store.dispatch({ type: 'noticed', notice: { tone: 'problem', text } })
    }
  })
  document.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    void openFiles(store, files)
  })
}
