import { element, setHidden, setText } from '../page/element.js'
import { drawBitmap } from '../painting/drawPicture.js'
import type { EXAMPLES } from '../pictures/examples.js'
import { openExample, openPicture } from '../pictures/openFiles.js'
import type { ChosenPicture, Place, PlaceState } from '../state/pageState.js'
import { OWN_START } from '../state/pageState.js'
import type { Store } from '../state/store.js'

const TITLES: Readonly<Record<Place, readonly [title: string, says: string]>> = {
  content: ['Content', 'What is seen'],
  style: ['Style', 'How it is painted'],
  start: ['Start', 'What the image starts from'],
}

/** Long side of the small picture, in pixels: sharp on dense screens too. */
const THUMBNAIL_SIDE = 720

/** The place of one picture: shows it, and takes another by click, keyboard or drop. */
export function pictureSlot(store: Store, place: Place): HTMLElement {
  const [title, says] = TITLES[place]
  const id = `picture-${place}`
  const input = element('input', {
    id,
    type: 'file',
    accept: 'image/*',
    class: 'cover',
    'aria-describedby': `${id}-about`,
  })
  const canvas = element('canvas', { 'aria-hidden': true, hidden: true })
  const call = element('span', { class: 'call' })
  const frame = element('div', { class: 'frame covered' }, input, canvas, call)
  const about = element('p', { class: 'about', id: `${id}-about` })
  const problem = element('p', { class: 'problem', role: 'alert', hidden: true })
  const slot = element(
    'div',
    { class: 'slot', 'data-place': place },
    element('p', { class: 'slot-title' }, element('strong', {}, title), ' ', element('span', { class: 'muted' }, says)),
    frame,
    about,
    problem,
  )
  input.setAttribute('aria-label', `${title} picture`)
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) void openPicture(store, place, file, file.name)
    // The same file can be chosen again.
    input.value = ''
  })
  slot.addEventListener('dragover', () => slot.classList.add('over'))
  for (const end of ['dragleave', 'drop'] as const) slot.addEventListener(end, () => slot.classList.remove('over'))

  if (place === 'start') {
    store.watch(
      ({ options }) => options.init === OWN_START,
      shown => setHidden(slot, !shown),
    )
  } else {
    slot.append(exampleButton(store, place, input))
  }

  store.watch(
    ({ places }) => places[place],
    state => {
      setText(
        call,
        state.opening
          ? `Reading ${state.opening.name}…`
          : state.picture
            ? 'Choose another'
            : 'Choose or drop a picture',
      )
      setText(about, aboutText(state))
      frame.classList.toggle('wanted', state.wanted !== undefined && !state.picture)
      problem.hidden = state.problem === undefined
      setText(problem, state.problem ?? '')
    },
  )
  store.watch(
    ({ places }) => places[place].picture,
    picture => {
      canvas.hidden = !picture
      frame.classList.toggle('filled', picture !== undefined)
      if (picture) drawThumbnail(canvas, picture)
    },
  )
  return slot
}

function exampleButton(store: Store, place: keyof typeof EXAMPLES, input: HTMLElement): HTMLElement {
  const button = element('button', { type: 'button', class: 'link' }, 'Use the example')
  button.setAttribute('aria-label', `Use the example as ${place}`)
  button.addEventListener('click', () => void openExample(store, place))
  store.watch(
    ({ places }) => places[place].picture?.isExample === true,
    isExample => setHidden(button, isExample, input),
  )
  return button
}

function aboutText({ picture, wanted }: PlaceState): string {
  if (!picture) return wanted ? `The recipe names ${wanted.name}.` : 'None chosen yet.'
  const size = `${picture.name}, ${picture.width}\u00a0×\u00a0${picture.height}`
  const other = wanted && picture.sha256 !== undefined && picture.sha256 !== wanted.sha256
  return other ? `${size}. Not the file that the recipe was made with.` : size
}

function drawThumbnail(canvas: HTMLCanvasElement, { preview }: ChosenPicture): void {
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(preview.width, preview.height))
  drawBitmap(
    canvas,
    preview,
    Math.max(1, Math.round(preview.width * scale)),
    Math.max(1, Math.round(preview.height * scale)),
  )
}
