import { element, scrollToSee, setText } from '../page/element.js'
import { drawBitmap, drawPicture, sizeToDraw } from '../painting/drawPicture.js'
import { everyFrame } from '../painting/everyFrame.js'
import { MOST_PAINTINGS } from '../paintings/paintingStore.js'
import { isRunning, type Painting, THE_RUN } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { type TileText, tileTexts } from '../state/tileTexts.js'
import { doneNotice } from './doneNotice.js'

/** Milliseconds between two drawings of the run's tile. */
const TILE_PAUSE = 1500

/** All paintings, to look at one again; and the one that is being painted. */
export function strip(store: Store): HTMLElement {
  const list = element('ul', { class: 'strip' })
  const note = element('p', { class: 'help' })
  const section = element(
    'section',
    { class: 'paintings', 'aria-labelledby': 'paintings-title', hidden: true },
    element(
      'div',
      { class: 'strip-head' },
      element('h2', { id: 'paintings-title' }, 'Your paintings'),
      doneNotice(store),
    ),
    list,
    note,
  )
  const canvas = element('canvas', {})
  const current = tile(THE_RUN, canvas)
  say(current, { name: 'Being painted', about: '' })
  drawRun(store, canvas)
  list.addEventListener('click', ({ target }) => {
    const id = target instanceof Element && target.closest<HTMLElement>('.tile')?.dataset.id
    if (!id) return
    store.dispatch({ type: 'showing', id })
    // On a phone the strip is far below the picture.
    scrollToSee('.stage')
  })
  const tiles = new Map<Painting, HTMLElement>()
  const tileOf = (painting: Painting) => {
    const made = tiles.get(painting) ?? paintingTile(painting)
    tiles.set(painting, made)
    return made
  }

  store.watch(
    ({ paintings, run }) => [paintings, isRunning(run)] as const,
    ([paintings, running]) => {
      const own = paintings.filter(
        ({ state, id }) => state !== 'example' && !(running && id === store.state.run.begun?.id),
      )
      section.hidden = own.length === 0 && !running
      for (const [painting, item] of tiles) {
        if (own.includes(painting)) continue
        tiles.delete(painting)
        URL.revokeObjectURL(item.querySelector('img')?.src ?? '')
      }
      const items = own.map(tileOf)
      for (const [i, text] of tileTexts(own).entries()) say(items[i], text)
      list.replaceChildren(...(running ? [current] : []), ...items)
    },
  )
  store.watch(
    ({ shown, paintings, run }) => [shown, paintings, isRunning(run)] as const,
    ([shown]) => {
      mark(current, shown === THE_RUN)
      for (const [{ id }, item] of tiles) mark(item, id === shown)
    },
  )
  store.watch(
    ({ paintingsLast }) => paintingsLast,
    last =>
      setText(
        note,
        last === false
          ? 'This browser keeps nothing for the page: save what you like before you leave.'
          : `Kept in this browser only: the last ${MOST_PAINTINGS}.`,
      ),
  )
  return section
}

/** Draws the run on its tile, from the content picture, or the picture that it goes on from, on. */
function drawRun(store: Store, canvas: HTMLCanvasElement): void {
  store.watch(
    ({ run }) => run.begun?.from?.picture ?? run.begun?.before,
    first => first && drawBitmap(canvas, first, sizeToDraw(first).width, sizeToDraw(first).height),
  )
  const draw = everyFrame(async () => {
    const image = await store.state.run.latest?.image().catch(() => undefined)
    if (image && isRunning(store.state.run)) await drawPicture(canvas, image)
  }, TILE_PAUSE)
  store.watch(
    ({ run }) => run.latest,
    latest => latest && draw(),
  )
}

function paintingTile({ id, thumbnail }: Painting): HTMLElement {
  return tile(id, element('img', { alt: '', src: URL.createObjectURL(thumbnail) }))
}

function tile(id: string, image: HTMLElement): HTMLElement {
  const button = element('button', { type: 'button', class: 'tile', 'data-id': id })
  button.append(image, element('span', { class: 'name' }), element('span', { class: 'about' }))
  return element('li', {}, button)
}

function say(item: HTMLElement | undefined, { name, about }: TileText): void {
  const [button, named, told] = ['.tile', '.name', '.about'].map(part => item?.querySelector<HTMLElement>(part))
  if (named) setText(named, name)
  if (told) setText(told, about)
  if (button) button.title = about ? `${name}, ${about}` : name
}

function mark(item: HTMLElement, isShown: boolean): void {
  item.querySelector('button')?.setAttribute('aria-pressed', String(isShown))
}
