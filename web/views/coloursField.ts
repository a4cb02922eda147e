import { filledOptions, parseOption } from 'nst-onnx/options'
import { element } from '../page/element.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const COLOURS = [
  { value: 'style', label: 'The style’s' },
  { value: 'match', label: 'Between' },
  { value: 'content', label: 'The photo’s' },
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
