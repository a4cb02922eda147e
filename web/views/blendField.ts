import { element, setText } from '../page/element.js'
import { STYLE_NAMES } from '../state/placeNames.js'
import { chosenStyles, STYLE_PLACES, type StylePlace, sharedOut } from '../state/shares.js'
import type { Store } from '../state/store.js'

/** How much of each style: one slider between two, and one a style where there are more. */
export function blendField(store: Store): HTMLElement {
  const pair = pairSlider(store)
  const each = STYLE_PLACES.map(place => ({ place, slider: shareSlider(store, place) }))
  const field = element(
    'div',
    { class: 'blend', role: 'group', 'aria-label': 'How much of each style', hidden: true },
    pair,
    ...each.map(({ slider }) => slider),
  )
  store.watch(
    ({ places }) => chosenStyles(places).join(),
    () => {
      const chosen = chosenStyles(store.state.places)
      field.hidden = chosen.length < 2
      pair.hidden = chosen.length !== 2
      for (const { place, slider } of each) slider.hidden = chosen.length < 3 || !chosen.includes(place)
    },
  )
  return field
}

/** The share of the second of two styles. */
function pairSlider(store: Store): HTMLElement {
  const { field, slider, show } = percentSlider('blend', 'Blend')
  const second = element('span', {})
  field.append(element('p', { class: 'ends', 'aria-hidden': true }, element('span', {}, 'the first style'), second))
  slider.addEventListener('input', () => {
    const [, other] = chosenStyles(store.state.places)
    if (other) store.dispatch({ type: 'blended', place: other, percent: Number(slider.value) })
  })
  store.watch(
    ({ blend, places }) => [blend, places] as const,
    ([blend, places]) => {
      const [first, other] = chosenStyles(places)
      if (!first || !other) return
      // The second of the two may be in a later place, which it keeps its name of.
      const name = `the ${STYLE_NAMES[other].toLowerCase()}`
      setText(second, name)
      const shown = sharedOut(blend, [first, other])
      show(shown[other], `${shown[first]} to ${shown[other]}`, `${shown[other]} percent of ${name}`)
    },
  )
  return field
}

/** The share of one of several styles. */
function shareSlider(store: Store, place: StylePlace): HTMLElement {
  const { field, slider, show } = percentSlider(`share-${place}`, STYLE_NAMES[place])
  slider.addEventListener('input', () => store.dispatch({ type: 'blended', place, percent: Number(slider.value) }))
  store.watch(
    ({ blend, places }) => [blend, places] as const,
    ([blend, places]) => {
      const share = sharedOut(blend, chosenStyles(places))[place]
      show(share, `${share} %`, `${share} percent`)
    },
  )
  return field
}

function percentSlider(id: string, label: string) {
  const slider = element('input', { id, type: 'range', min: 0, max: 100, step: 1 })
  const output = element('output', { for: id })
  const field = element(
    'div',
    { class: 'strength' },
    element('div', { class: 'strength-head' }, element('label', { for: id }, label), output),
    slider,
  )
  const show = (percent: number, text: string, said: string) => {
    slider.value = String(percent)
    slider.setAttribute('aria-valuetext', said)
    setText(output, text)
  }
  return { field, slider, show }
}
