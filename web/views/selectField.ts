import { defaultText, filledOptions, OPTIONS, type Option, type OptionName, parseOption } from 'nst-onnx/options'
import { element } from '../page/element.js'
import type { Store } from '../state/store.js'
import { controlId, describedBy, optionRow } from './optionRow.js'

/** A list for an option that has few values. Where it stays open until a run begins, that comes first in words. */
export function selectField(store: Store, name: OptionName, choices: readonly string[]): HTMLElement {
  const option: Option = OPTIONS[name]
  const isOpen = filledOptions({})[name] === undefined
  const otherwise = isOpen ? [element('option', { value: '' }, defaultText(option))] : []
  const select = element(
    'select',
    { id: controlId(name), name, 'aria-describedby': describedBy(name) },
    ...otherwise,
    ...choices.map(choice => element('option', { value: choice }, choice)),
  )
  select.addEventListener('change', () => {
    const value = select.value === '' ? undefined : parseOption(name, select.value)
    store.dispatch({ type: 'optionSet', name, value })
  })
  store.watch(
    ({ options }) => filledOptions(options)[name],
    value => {
      select.value = value === undefined ? '' : String(value)
    },
  )
  return optionRow(store, name, select)
}
