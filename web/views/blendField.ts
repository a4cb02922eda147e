import { element, setText } from '../page/element.js'
import type { Store } from '../state/store.js'

/** How much of each of two styles: a slider between them. */
export function blendField(store: Store): HTMLElement {
  const slider = element('input', { id: 'blend', type: 'range', min: 0, max: 100, step: 5 })
  const output = element('output', { for: 'blend' })
  const field = element(
    'div',
    { class: 'strength', hidden: true },
    element('div', { class: 'strength-head' }, element('label', { for: 'blend' }, 'Blend'), output),
    slider,
    element(
      'p',
      { class: 'ends', 'aria-hidden': true },
      element('span', {}, 'the first style'),
      element('span', {}, 'the second'),
    ),
  )
  slider.addEventListener('input', () => store.dispatch({ type: 'blended', blend: Number(slider.value) / 100 }))
  store.watch(
    ({ blend, places }) => [blend, places.secondStyle.picture === undefined] as const,
    ([blend, isOff]) => {
      const percent = Math.round(100 * blend)
      const text = `${100 - percent} to ${percent}`
      field.hidden = isOff
      slider.value = String(percent)
      slider.setAttribute('aria-valuetext', `${percent} percent of the second style`)
      setText(output, text)
    },
  )
  return field
}
