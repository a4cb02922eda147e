import { filledOptions, parseOption } from 'nst-onnx/options'
import { LOOK_PICTURES } from '../options/lookPictures.js'
import { element } from '../page/element.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const COLOURS = [
  { value: 'style', label: 'The style’s', picture: LOOK_PICTURES.usual },
  { value: 'match', label: 'Adapted', picture: LOOK_PICTURES.match },
  { value: 'content', label: 'The photo’s', picture: LOOK_PICTURES.content },
] as const

/** Whose colours the painting has. */
export function coloursField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' }, 'Whose colours the painting has.')
  const { field, show } = radioField('colours', 'Colours', COLOURS, help, value =>
    store.dispatch({ type: 'optionSet', name: 'colors', value: parseOption('colors', value) }),
  )
  store.watch(
    ({ options }) => filledOptions(options).colors,
    colors => show(colors),
  )
  return field
}
