import { element } from '../page/element.js'
import { EXAMPLES, type Example } from '../pictures/examples.js'
import { openExample } from '../pictures/openFiles.js'
import type { Place } from '../state/pageState.js'
import { CALLED } from '../state/placeNames.js'
import type { Store } from '../state/store.js'

/** The project's own pictures for a place, each to be had at one click. */
export function exampleRow(store: Store, place: Place, kind: keyof typeof EXAMPLES): HTMLElement {
  const buttons = EXAMPLES[kind].map(example => ({ example, button: exampleButton(store, place, example) }))
  store.watch(
    ({ places }) => places[place].picture,
    picture => {
      for (const { example, button } of buttons)
        button.setAttribute('aria-pressed', String(picture?.isExample === true && picture.name === example.name))
    },
  )
  const word = element(
    'span',
    { class: 'muted', 'aria-hidden': true },
    kind === 'content' ? 'Pictures to try' : 'Styles to try',
  )
  return element(
    'div',
    {
      class: 'examples',
      role: 'group',
      'aria-label': `Examples for ${calledHere(place)}`,
    },
    word,
    ...buttons.map(({ button }) => button),
  )
}

/** `photo`, `style`, `the second style`. */
const calledHere = (place: Place) =>
  place === 'content' ? 'photo' : place === 'style' ? place : CALLED[place].replace(/^a /, 'the ')

function exampleButton(store: Store, place: Place, example: Example): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'example' })
  button.setAttribute('aria-label', `${example.title} as ${calledHere(place)}`)
  button.append(
    element('img', { src: example.thumbnail, alt: '', width: 64, height: 48 }),
    element('span', {}, example.title),
  )
  button.addEventListener('click', () => void openExample(store, place, example))
  return button
}
