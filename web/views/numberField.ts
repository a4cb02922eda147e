import { defaultText, filledOptions, OPTIONS, type Option, type OptionName, parseOption } from 'nst-onnx/options'
import { labelOf } from '../options/optionText.js'
import { problemOf } from '../options/problem.js'
import { element } from '../page/element.js'
import type { Store } from '../state/store.js'
import { controlId, describedBy, optionRow } from './optionRow.js'

/** A field for an option that is a number. It shows the value that a run would have; emptied, it has its default again. */
export function numberField(store: Store, name: OptionName): HTMLElement {
  const option: Option = OPTIONS[name]
  const range = 'min' in option ? { min: option.min, max: option.max } : { min: 0 }
  const whole = option.kind === 'integer' || option.kind === 'integerByStage'
  const input = element('input', {
    id: controlId(name),
    name,
    type: 'number',
    ...range,
    step: whole ? 1 : 'any',
    inputmode: whole ? 'numeric' : 'decimal',
    placeholder: defaultText(option),
    'aria-describedby': describedBy(name),
  })

  const shownValue = () => {
    const value = filledOptions(store.state.options)[name]
    // Weights that differ by layer have no one number; the placeholder stands in.
    return typeof value === 'number' ? String(Number(value.toPrecision(7))) : ''
  }
  input.addEventListener('input', () => {
    const text = input.value
    if (text === '' && !input.validity.badInput) {
      store.dispatch({ type: 'optionSet', name, value: undefined })
      return
    }
    try {
      store.dispatch({ type: 'optionSet', name, value: parseOption(name, text) })
    } catch (error) {
      const most = 'min' in option ? option.max : Number.POSITIVE_INFINITY
      const reason =
        text === ''
          ? `${labelOf(name)}: this is not a number.`
          : Number(text) > most
            ? `${labelOf(name)}: ${text} is too large; at most ${most}.`
            : problemOf(error).text
      store.dispatch({ type: 'optionRefused', name, problem: reason })
    }
  })
  input.addEventListener('change', () => {
    if (store.state.refused[name] === undefined) input.value = shownValue()
  })
  store.watch(
    ({ options, refused }) => [filledOptions(options)[name], refused[name]],
    () => {
      if (store.state.refused[name] !== undefined) return
      const text = shownValue()
      const isTyping = document.activeElement === input && (input.value === '' || Number(input.value) === Number(text))
      if (!isTyping) input.value = text
    },
  )
  return optionRow(store, name, input)
}
