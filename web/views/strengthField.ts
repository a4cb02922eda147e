import { filledOptions, OPTIONS } from 'nst-onnx/options'
import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

/** How far the painting goes from the photograph towards the style, with the preset's own look in the middle. */
export function strengthField(store: Store): HTMLElement {
  const id = 'option-strength'
  const { min, max, default: usual } = OPTIONS.strength
  const slider = element('input', { id, type: 'range', min, max, step: 0.05, list: `${id}-ticks` })
  const ticks = element('datalist', { id: `${id}-ticks` }, element('option', { value: usual }))
  const output = element('output', { for: id })
  slider.addEventListener('input', () =>
    store.dispatch({ type: 'optionSet', name: 'strength', value: Number(slider.value) }),
  )
  store.watch(
    ({ options }) => options,
    options => {
      const { strength } = filledOptions(options)
      const text = options.styleWeight === undefined ? strengthText(strength) : 'as under Expert'
      slider.value = String(strength)
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

/** A strength for people. */
function strengthText(strength: number): string {
  if (strength === 0) return 'the photo itself'
  return strength === OPTIONS.strength.default ? 'usual' : `${Math.round(100 * strength)} %`
}
