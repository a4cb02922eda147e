import { fitLongSide } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { element, setText } from '../page/element.js'
import { cannotBePainted } from '../state/cannotBePainted.js'
import { durationText } from '../state/pace.js'
import type { PageState } from '../state/pageState.js'
import { forecastSeconds } from '../state/runTime.js'
import type { Store } from '../state/store.js'
import { controlId } from './optionRow.js'
import { radioField } from './radioField.js'

const SIZES = [
  { value: '256', label: 'Small' },
  { value: '512', label: 'Medium' },
  { value: '768', label: 'Large' },
  { value: '1024', label: 'Huge' },
  { value: 'other', label: 'Other' },
] as const

/** How large the painting gets, and how long that takes. */
export function sizeField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' })
  const { field, show } = radioField('how-large', 'How large', SIZES, help, value =>
    value === 'other' ? askForSize() : store.dispatch({ type: 'optionSet', name: 'size', value: Number(value) }),
  )
  store.watch(
    ({ options }) => filledOptions(options).size,
    size => show(SIZES.some(({ value }) => value === String(size)) ? String(size) : 'other'),
  )
  store.watch(sizeText, text => setText(help, text))
  return field
}

/** Any size can be asked for in its own field, among the options for experts. */
function askForSize(): void {
  const field = document.getElementById(controlId('size'))
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
}

function sizeText(state: PageState): string {
  const { picture } = state.places.content
  const { size } = filledOptions(state.options)
  if (state.refused.size !== undefined) return 'No size that can be painted.'
  const seconds = cannotBePainted(state) ? undefined : forecastSeconds(state, state.paces)
  if (!picture) return `${size} pixels on the long side`
  const { width, height } = fitLongSide(picture.width, picture.height, size)
  return `${width} × ${height} pixels${seconds === undefined ? '' : `, about ${durationText(seconds)}`}`
}
