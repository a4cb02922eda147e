import { fitLongSide } from 'nst-onnx'
import { filledOptions } from 'nst-onnx/options'
import { element, setHidden, setText } from '../page/element.js'
import { cannotBePainted } from '../state/cannotBePainted.js'
import { durationText } from '../state/pace.js'
import type { PageState } from '../state/pageState.js'
import { forecastSeconds } from '../state/runTime.js'
import type { Store } from '../state/store.js'
import { numberField } from './numberField.js'
import { radioField } from './radioField.js'

const SIZES = [
  { value: '256', label: 'Small' },
  { value: '512', label: 'Medium' },
  { value: '768', label: 'Large' },
  { value: '1024', label: 'Huge' },
  { value: 'other', label: 'Other' },
] as const

/** How large the painting gets, and how long that takes: one of a few sizes, or any other as a number. */
export function sizeField(store: Store): HTMLElement {
  const help = element('p', { class: 'help' })
  const own = numberField(store, 'size')
  /** Whether another size was asked for: what is typed may well be one of the few. */
  let isOwn = false
  const { field, show } = radioField('how-large', 'How large', SIZES, help, value => {
    isOwn = value === 'other'
    if (!isOwn) store.dispatch({ type: 'optionSet', name: 'size', value: Number(value) })
    showSize()
    if (isOwn) own.querySelector('input')?.focus()
  })
  const showSize = () => {
    const size = String(filledOptions(store.state.options).size)
    const isOther = isOwn || !SIZES.some(({ value }) => value === size)
    show(isOther ? 'other' : size)
    setHidden(own, !isOther)
  }
  own.addEventListener(
    'input',
    () => {
      isOwn = true
    },
    { capture: true },
  )
  store.watch(({ options }) => filledOptions(options).size, showSize)
  store.watch(sizeText, text => setText(help, text))
  field.append(own)
  return field
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
