import { filledOptions } from 'nst-onnx/options'
import { LOOK_PICTURES } from '../options/lookPictures.js'
import { element } from '../page/element.js'
import type { Store } from '../state/store.js'
import { radioField } from './radioField.js'

const STROKES = [
  { value: '0.5', label: 'Fine', picture: LOOK_PICTURES.fine },
  { value: '1', label: 'Usual', picture: LOOK_PICTURES.usual },
  { value: '2', label: 'Broad', picture: LOOK_PICTURES.broad },
] as const

/** How large the style's strokes are. */
export function strokesField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' }, 'How large the style’s strokes and patterns become.')
  const { field, show } = radioField('strokes', 'Strokes', STROKES, help, value =>
    store.dispatch({ type: 'optionSet', name: 'styleScale', value: Number(value) }),
  )
  store.watch(
    ({ options }) => filledOptions(options).styleScale,
    scale => show(String(scale)),
  )
  return field
}
