import { element } from '../page/element.js'
import { EXAMPLES, type Example } from '../pictures/examples.js'
import { openExample } from '../pictures/openFiles.js'
import type { Place } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** The project's own pictures for a place, each to be had at one click. */
export function exampleRow(store: Store, place: keyof typeof EXAMPLES): HTMLElement {
  const called = place === 'content' ? 'photo' : 'style'
  const buttons = EXAMPLES[place].map(example => ({ example, button: exampleButton(store, place, example, called) }))
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
    place === 'content' ? 'Pictures to try' : 'Styles to try',
  )
  return element(
    'div',
    {
      class: 'examples',
      role: 'group',
      'aria-label': `Examples for ${called}`,
    },
    word,
    ...buttons.map(({ button }) => button),
  )
}

function exampleButton(store: Store, place: Place, example: Example, called: string): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'example' })
  button.setAttribute('aria-label', `${example.title} as ${called}`)
  button.append(
    element('img', { src: example.thumbnail, alt: '', width: 64, height: 48 }),
    element('span', {}, example.title),
  )
  button.addEventListener('click', () => void openExample(store, place, example))
  return button
}
