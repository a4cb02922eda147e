import { openPicture, openRecipe } from '../pictures/openFiles.js'
import { PLACES } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** Takes files that are dropped: on a picture's place as that picture, anywhere else for the recipe inside. */
export function dropPictures(store: Store, page: HTMLElement): void {
  page.addEventListener('dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    page.classList.add('dragging')
  })
  page.addEventListener('dragleave', event => {
    if (!event.relatedTarget) page.classList.remove('dragging')
  })
  page.addEventListener('drop', event => {
    page.classList.remove('dragging')
    const [file] = event.dataTransfer?.files ?? []
    if (!file) return
    // Without this the browser would leave the page to show the file.
    event.preventDefault()
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null
    const place = PLACES.find(name => name === slot?.dataset.place)
    void (place ? openPicture(store, place, file, file.name) : openRecipe(store, file))
  })
}
