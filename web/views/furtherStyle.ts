import { element, setHidden, setText } from '../page/element.js'
import { EXAMPLES } from '../pictures/examples.js'
import { openExample, openPicture } from '../pictures/openFiles.js'
import type { PageState } from '../state/pageState.js'
import { CALLED } from '../state/placeNames.js'
import { STYLE_PLACES, type StylePlace } from '../state/shares.js'
import type { Store } from '../state/store.js'

/** A row of pictures to blend with: the project's own, each at one click, and any other. */
export function furtherStyle(store: Store): HTMLElement {
  const word = element('span', { class: 'muted', 'aria-hidden': true })
  const own = element('input', { type: 'file', accept: 'image/*', class: 'cover', id: 'further-style' })
  const samples = EXAMPLES.style.map(example => {
    const image = element('img', { src: example.thumbnail, alt: '', width: 64, height: 48, loading: 'lazy' })
    const button = element('button', { type: 'button', class: 'example' }, image, element('span', {}, example.title))
    button.addEventListener('click', () => {
      const place = nextPlace(store.state)
      if (place) void openExample(store, place, example)
    })
    return { title: example.title, button }
  })
  own.addEventListener('change', () => {
    const place = nextPlace(store.state)
    const [file] = own.files ?? []
    if (place && file) void openPicture(store, place, file, file.name)
    own.value = ''
  })
  const row = element(
    'div',
    { class: 'further-style', role: 'group' },
    word,
    element(
      'div',
      { class: 'examples' },
      element('span', { class: 'example covered' }, own, element('label', { for: own.id, class: 'own' }, 'Your own')),
      ...samples.map(({ button }) => button),
    ),
  )
  store.watch(
    ({ places }) => places.style.picture !== undefined,
    // Its place is kept while the first style is on its way.
    hasStyle => row.classList.toggle('away', !hasStyle),
  )
  store.watch(nextPlace, place => {
    setHidden(row, !place, document.getElementById('picture-fourthStyle') ?? undefined)
    if (!place) return
    const called = CALLED[place]
    setText(word, `Blend with ${called}`)
    row.setAttribute('aria-label', `Blend with ${called}`)
    const other = called.replace(/^a /, 'the ')
    own.setAttribute('aria-label', `Your own picture as ${other}`)
    for (const { title, button } of samples) button.setAttribute('aria-label', `${title} as ${other}`)
    // A picture that is dropped on it needs no click.
    row.dataset.place = place
  })
  return row
}

/** Where a further style goes; undefined where there are four. */
function nextPlace({ places }: PageState): StylePlace | undefined {
  return STYLE_PLACES.find(place => {
    const { picture, wanted, opening } = places[place]
    return place !== 'style' && !picture && !wanted && !opening
  })
}
