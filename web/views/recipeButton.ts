import { element } from '../page/element.js'
import { openRecipe } from '../pictures/openFiles.js'
import type { Store } from '../state/store.js'

/** Opens the recipe inside a picture that nst-onnx has saved. */
export function recipeButton(store: Store): HTMLElement {
  const input = element('input', { type: 'file', id: 'recipe-file', accept: 'image/*', class: 'cover' })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) void openRecipe(store, file)
    input.value = ''
  })
  return element(
    'span',
    { class: 'covered' },
    input,
    element('label', { for: input.id, class: 'link' }, 'Settings of a saved picture…'),
  )
}
