import { strengthOf, styleWeightAt } from '../options/chosenOptions.js'
import { decadesOf, STRENGTH_DECADES, strengthAt, strengthText } from '../options/strengthScale.js'
import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

/** The weight of style as a slider: logarithmic, with the preset's own weight in the middle. */
export function strengthField(store: Store): HTMLElement {
  const id = 'option-strength'
  const slider = element('input', {
    id,
    type: 'range',
    min: -STRENGTH_DECADES,
    max: STRENGTH_DECADES,
    step: 0.05,
    list: `${id}-ticks`,
  })
  const ticks = element('datalist', { id: `${id}-ticks` }, element('option', { value: 0 }))
  const output = element('output', { for: id })
  slider.addEventListener('input', () => {
    const value = styleWeightAt(store.state.options, strengthAt(Number(slider.value)))
    store.dispatch({ type: 'optionSet', name: 'styleWeight', value })
  })
  store.watch(
    ({ options }) => options,
    options => {
      const strength = strengthOf(options)
      const text = strengthText(strength)
      if (strength !== undefined) slider.value = String(decadesOf(strength))
      slider.setAttribute('aria-valuetext', text)
      setText(output, text)
    },
  )
  return element(
    'div',
    { class: 'strength' },
    element('div', { class: 'strength-head' }, element('label', { for: id }, 'Strength'), output),
    slider,
    ticks,
    element(
      'p',
      { class: 'ends', 'aria-hidden': true },
      element('span', {}, 'more of the photo'),
      element('span', {}, 'more of the style'),
    ),
  )
}
