import { OPTIONS, type OptionName } from 'nst-onnx/options'
import { labelOf } from '../options/optionText.js'
import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

export const controlId = (name: OptionName) => `option-${name}`

/** Ids of the help and of the complaint that belong to an option's control, for `aria-describedby`. */
export const describedBy = (name: OptionName) => `${controlId(name)}-help ${controlId(name)}-problem`

/** An option's label and help with its control beside them, and below them what is wrong with the value. */
export function optionRow(store: Store, name: OptionName, control: HTMLElement): HTMLElement {
  const problem = element('p', { class: 'problem', id: `${controlId(name)}-problem`, role: 'alert', hidden: true })
  const label = element('label', { for: controlId(name) }, labelOf(name))
  const help = element('p', { class: 'help', id: `${controlId(name)}-help` }, OPTIONS[name].help)
  store.watch(
    ({ refused }) => refused[name],
    text => {
      problem.hidden = text === undefined
      setText(problem, text ?? '')
      control.setAttribute('aria-invalid', String(text !== undefined))
    },
  )
  return element('div', { class: 'row' }, element('div', { class: 'words' }, label, help), control, problem)
}
