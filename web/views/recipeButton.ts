import { element, setText } from '../page/element.js'
import { openRecipe } from '../pictures/openFiles.js'
import type { Store } from '../state/store.js'

/** Opens the recipe inside a picture that nst-onnx has saved. */
export function recipeButton(store: Store): HTMLElement {
  const input = element('input', { type: 'file', id: 'recipe-file', accept: 'image/*', class: 'cover' })
  const said = element('p', { class: 'help', role: 'status' })
  input.addEventListener('change', async () => {
    const [file] = input.files ?? []
    input.value = ''
    setText(said, '')
    if (!file) return
    await openRecipe(store, file)
    const { notice } = store.state
    if (notice?.tone !== 'told') return
    // It is said where it was asked for.
    setText(said, notice.text)
    store.dispatch({ type: 'noticed', notice: undefined })
  })
  const label = element('label', { for: input.id, class: 'link' }, 'Use the settings of a saved painting…')
  return element('div', {}, element('span', { class: 'covered' }, input, label), said)
}
